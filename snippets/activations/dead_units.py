"""A large step kills ReLU units; units with a slope on the left revive."""

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
    dead = [off(net)]
    for _ in range(10):
        for batch in torch.randperm(1344).view(21, 64).to(device):  # of 1347
            loss = F.cross_entropy(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    dead.append(off(net))
    accuracy = (net(x_test).argmax(1) == y_test).float().mean().item()
    return dead, accuracy


# --8<-- [end:train]
# --8<-- [start:rate]
after = {}
for lr in (0.01, 0.1, 3, 10):
    dead, accuracy = train(nn.ReLU(), torch.optim.SGD, lr)
    after[lr] = dead[1]
    print(f"lr {lr:<4}  dead {dead[1]:.2f}  accuracy {accuracy:.2f}")
# --8<-- [end:rate]

# --8<-- [start:killed]
last = {}
for f in (nn.ReLU(), nn.LeakyReLU(), nn.GELU(), nn.ELU()):
    dead, accuracy = train(f, torch.optim.Adam, 0.01, bias=-3)
    last[type(f).__name__] = accuracy
    print(f"{type(f).__name__:9} off {dead[0]:.1f}  accuracy {accuracy:.2f}")
# --8<-- [end:killed]

assert after[0.1] < 0.2 and after[3] > 0.8, "a large step kills units"
assert last.pop("ReLU") < 0.15, "dead ReLU units keep the net below 15 %"
assert min(last.values()) > 0.9, "leaky ReLU, GELU and ELU nets pass 90 %"
