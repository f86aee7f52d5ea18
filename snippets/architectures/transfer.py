"""What was learnt before helps, or harms, by the question it answered."""
# --8<-- [start:data]
import copy
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torchvision.datasets import MNIST
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)
mnist = MNIST("data", train=False, download=True)
big = mnist.data[:2000, 4:24, 4:24].double() / 255
x_old = F.adaptive_avg_pool2d(big, 8).flatten(1).to(device)  # 8 by 8
y_old = mnist.targets[:2000].to(device)
# --8<-- [end:data]
# --8<-- [start:train]
def fit(net, x, y, lr=0.01, steps=40):
    trained = [p for p in net.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        F.cross_entropy(net(x), y).backward()
        optimizer.step()
    return sum(p.numel() for p in trained)
def accuracy(net, x, y):
    with torch.no_grad():
        return (net(x).argmax(1) == y).double().mean().item()
# --8<-- [end:train]
# --8<-- [start:compare]
torch.manual_seed(0)
order = torch.randperm(1797).to(device)
told = torch.cat([order[y[order] == c][:1] for c in range(10)])
acc, targets = {}, {"below five?": (y_old < 5).long(), "which digit?": y_old}
for question in ("nothing", *targets):
    net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 32),
                        nn.ReLU(), nn.Linear(32, 10)).double().to(device)
    if question in targets:
        fit(net, x_old, targets[question])
    for way in ("all", "head"):
        new = copy.deepcopy(net)
        new[:4].requires_grad_(way == "all")  # else the body is frozen
        new[4] = nn.Linear(32, 10).double().to(device)
        count = fit(new, x[told], y[told])
        acc[question, way] = accuracy(new, x, y)
        print(f"{question:12} {way:4} {count:5,} {acc[question, way]:.0%}")
# --8<-- [end:compare]
# --8<-- [start:kept]
kept = copy.deepcopy(net)  # "which digit?", with its own head
fit(kept, x[told], y[told])
old, new = ([accuracy(model, *data) for model in (net, kept)]
            for data in ((x_old, y_old), (x, y)))
print(f"digits {new[0]:.0%}, then {new[1]:.0%}")
print(f"MNIST  {old[0]:.0%}, then {old[1]:.0%}")
# --8<-- [end:kept]
none, other, same = (acc[q, "head"] for q in ("nothing", *targets))
assert other < none < same, "frozen, another question is worse than none"
assert new[1] > acc["nothing", "all"], "with its head kept the net " \
    "reads more than one that began with nothing"
assert old[1] < old[0] - 0.1, "it forgets over 10 points of MNIST"
