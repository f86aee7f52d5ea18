"""Clipping bounds each step; it saves a net whose rate is too large."""

# --8<-- [start:norm]
import math

import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

w = torch.zeros(3, requires_grad=True)
for g in ([3.0, 4.0, 0.0], [0.3, 0.4, 0.0]):
    w.grad = torch.tensor(g)
    before = nn.utils.clip_grad_norm_([w], max_norm=1.0)
    print(f"norm {before.item():.1f} -> {w.grad.norm().item():.1f}")
# --8<-- [end:norm]
# --8<-- [start:train]
x, y = load_digits(return_X_y=True)
data = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, x_test = (torch.tensor(a).float().to(device) for a in data[:2])
y, y_test = (torch.tensor(a).to(device) for a in data[2:])


def train(seed, lr, warm, clip):
    torch.manual_seed(seed)
    layers = [nn.Linear(64, 128), nn.ReLU()]
    for depth in range(3):
        layers += [nn.Linear(128, 128), nn.ReLU()]
    net = nn.Sequential(*layers, nn.Linear(128, 10)).to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    ramp = torch.optim.lr_scheduler.LinearLR(optimizer, 1 / warm, 1.0, warm)
    for i in torch.randint(1347, (170, 64)):  # 170 batches of 64
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x[i]), y[i]).backward()
        nn.utils.clip_grad_norm_(net.parameters(), clip)
        optimizer.step()
        ramp.step()  # it counts steps here, not epochs
    return (net(x_test).argmax(dim=1) == y_test).double().mean().item()


mean = {}
# --8<-- [end:train]

# --8<-- [start:rescue]
for name, options in {
    "lr 0.4": (0.4, 1, math.inf),
    "lr 0.4, warm-up": (0.4, 60, math.inf),
    "lr 0.4, clipped": (0.4, 1, 1.0),
    "lr 0.04": (0.04, 1, math.inf),
}.items():
    mean[name] = sum(train(seed, *options) for seed in (0, 1, 2)) / 3
    print(f"{name:15}", "over" if mean[name] > 0.7 else "under", "70 %")
# --8<-- [end:rescue]
plain, warm, clipped, low = mean.values()
assert plain < 0.5 and warm < 0.5, "warm-up does not mend a rate too large"
assert clipped > 0.7 and low > 0.7, "clipping or a tenth of the rate mends it"
assert train(0, 0.04, 60, math.inf) > 0.5, (
    "at the lower rate the net learns with warm-up as well"
)
