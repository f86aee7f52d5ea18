"""Digits that move: a linear model falls far behind a small network."""

# --8<-- [start:moved]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
data = load_digits()
x, y = torch.zeros(1797, 12, 12), data.target  # each at a place of its own
for canvas, digit, (i, j) in zip(
        x, data.images / 16, torch.randint(5, (1797, 2))):
    canvas[i:i + 8, j:j + 8] = torch.tensor(digit)
parts = train_test_split(
    x.flatten(1).numpy(), y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
# --8<-- [end:moved]
# --8<-- [start:both]
acc = []
for net in (nn.Linear(144, 10),
            nn.Sequential(nn.Linear(144, 32), nn.ReLU(), nn.Linear(32, 10))):
    lr, steps = 0.01, 300
    optimizer = torch.optim.Adam(net.to(device).parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
    with torch.no_grad():
        right = net(x_test).argmax(1) == y_test
    acc.append(right.double().mean().item())
print(f"moved digits: linear {acc[0]:.2f}, network {acc[1]:.2f}")
# --8<-- [end:both]
assert x_test.shape == (450, 144), "450 moved digits are put aside"
assert acc[1] > acc[0] + 0.2, "on moved digits the network is over 20 " \
    "percentage points ahead of the linear model"
