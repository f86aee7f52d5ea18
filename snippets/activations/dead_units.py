"""A large step kills ReLU units; a slope on the left and Adam revive them."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
# --8<-- [end:data]
# --8<-- [start:train]
@torch.no_grad()  # look, do not learn
def off(net):  # share of units without positive output for any image
    return (net.eval()[:2](x) <= 0).all(0).double().mean().item()
def train(f, optimizer, lr, start=lambda layer: None, epochs=10):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 128), f, nn.Linear(128, 10)).double()
    start(net.to(device)[0])
    optimizer = optimizer(net.parameters(), lr=lr)
    before = off(net)
    for epoch in range(epochs):
        for batch in torch.randperm(len(x))[:1344].view(21, 64).to(device):
            loss = nn.functional.cross_entropy(net.train()(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        right = net.eval()(x_test).argmax(1) == y_test
    return before, off(net), right.double().mean().item()
# --8<-- [end:train]
# --8<-- [start:rate]
after, last = {}, {}
for lr in (0.01, 0.1, 3, 10):
    old, after[lr], acc = train(nn.ReLU(), torch.optim.SGD, lr)
    print(f"lr {lr:<5} dead {old:.2f} → {after[lr]:.2f}  accuracy {acc:.2f}")
# --8<-- [end:rate]
# --8<-- [start:mend]
def he(layer):
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
norm = nn.Sequential(nn.BatchNorm1d(128), nn.ReLU())
for name, f, *start in (("He", nn.ReLU(), he), ("leaky", nn.LeakyReLU()),
                        ("norm", norm)):
    _, after[name], acc = train(f, torch.optim.SGD, 3, *start)
    print(f"{name:6} off {after[name]:.1f}  accuracy {acc:.1f}")
# --8<-- [end:mend]
# --8<-- [start:killed]
def kill(layer):
    nn.init.constant_(layer.bias, -3)
for f in (nn.ReLU(), nn.LeakyReLU(), nn.GELU(), nn.ELU()):
    _, _, sgd = train(f, torch.optim.SGD, 0.1, kill)
    old, _, adam = train(f, torch.optim.Adam, 0.01, kill)
    last[name := type(f).__name__] = sgd, adam
    print(f"{name:9} off {old:.1f}  SGD {sgd:.2f}  Adam {adam:.2f}")
# --8<-- [end:killed]
assert after[0.1] < 0.2 and after[3] > 0.8, "a large step kills units"
assert after["He"] > 0.8 and acc > 0.9, "at rate 3 the norm helps, He does not"
assert max(last.pop("ReLU")) < 0.15, "dead ReLU units keep it at chance"
assert min(adam for _, adam in last.values()) > 0.9, "Adam revives the others"
assert max(sgd for sgd, _ in last.values()) < 0.5, "SGD wakes none in time"
