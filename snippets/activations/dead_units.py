"""A large step kills ReLU units; a slope on the left and Adam revive them."""

# --8<-- [start:data]
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
x, x_test = x.float(), x_test.float()  # (images, 64 pixels)
# --8<-- [end:data]


# --8<-- [start:train]
def off(net):  # share of units that are 0 for every training image
    return (net[0](x) <= 0).all(0).float().mean().item()


def train(f, optimizer, lr, bias=None):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 128), f, nn.Linear(128, 10)).to(device)
    if bias is not None:
        nn.init.constant_(net[0].bias, bias)
    optimizer = optimizer(net.parameters(), lr)
    start = off(net)
    for _ in range(10):
        for batch in torch.randperm(len(x))[:1344].view(21, 64).to(device):
            loss = F.cross_entropy(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        right = net(x_test).argmax(1) == y_test
    return start, off(net), right.float().mean().item()


# --8<-- [end:train]
# --8<-- [start:rate]
after = {}
for lr in (0.01, 0.1, 3, 10):
    start, after[lr], acc = train(nn.ReLU(), torch.optim.SGD, lr)
    print(f"lr {lr:<5} dead {start:.2f} → {after[lr]:.2f}  accuracy {acc:.2f}")
# --8<-- [end:rate]
# --8<-- [start:killed]
last = {}
for f in (nn.ReLU(), nn.LeakyReLU(), nn.GELU(), nn.ELU()):
    _, _, sgd = train(f, torch.optim.SGD, 0.1, bias=-3)
    start, _, adam = train(f, torch.optim.Adam, 0.01, bias=-3)
    last[name := type(f).__name__] = sgd, adam
    print(f"{name:9} off {start:.1f}  SGD {sgd:.2f}  Adam {adam:.2f}")
# --8<-- [end:killed]

assert after[0.1] < 0.2 and after[3] > 0.8, "a large step kills units"
assert max(last.pop("ReLU")) < 0.15, "dead ReLU units keep it below 15 %"
assert min(adam for _, adam in last.values()) > 0.9, "the others pass 90 %"
assert max(sgd for sgd, _ in last.values()) < 0.5, "SGD wakes none in time"
