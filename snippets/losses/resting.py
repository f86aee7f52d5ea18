"""The value at which a loss comes to rest names the bug behind it."""
# --8<-- [start:bugs]
import math

import torch
from sklearn.datasets import load_iris
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(part).to(device) for part in load_iris(return_X_y=True))
x = (x - x.mean(0)) / x.std(0)  # (150, 4), 50 flowers of each of 3 species
number = y.double()
bugs = {
    "none": lambda net: F.cross_entropy(net(x), y),
    "softmax twice": lambda net: F.cross_entropy(net(x).softmax(1), y),
    "softmax, dim=0": lambda net: F.nll_loss(net(x).log_softmax(0), y),
    "inputs lost": lambda net: F.cross_entropy(net(0 * x), y),
    "column − row": lambda net: (net(x)[:, :1] - number).square().mean(),
}
floors = [0, math.log(math.e + 2) - 1, math.log(50), math.log(3)]
floors.append(number.var(correction=0).item())
# --8<-- [end:bugs]

# --8<-- [start:rest]
rests = {}
for (name, loss_of), floor in zip(bugs.items(), floors):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 3))
    lr, steps = 0.05, 200
    optimizer = torch.optim.Adam(net.to(device).parameters(), lr=lr)
    losses = []
    for step in range(steps):
        loss = loss_of(net)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():
        right = (net(x).argmax(1) == y).double().mean().item()
    rests[name] = losses[0], losses[-1], floor, right
    print("{:14}  starts {:.1f}  rests {:.2f}  floor {:.2f}  right {:.2f}"
          .format(name, *rests[name]))
# --8<-- [end:rest]
for name in "none", "softmax twice", "softmax, dim=0", "inputs lost", \
        "column − row":
    assert -1e-9 < rests[name][1] - rests[name][2] < 0.06, (
        "each loss rests less than 0.06 above its floor"
    )
assert rests["softmax twice"][3] > 0.95, "softmax twice has 95 % right"
assert rests["softmax, dim=0"][0] > 4.5, (
    "along the wrong axis the loss starts above 4.5"
)
