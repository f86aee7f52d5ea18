"""One fixed shuffle of the pixels costs a CNN accuracy, and an MLP none."""

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
x, y = x[:300], y[:300]  # few, so that a built-in preference matters most
torch.manual_seed(0)
orders = [torch.randperm(64) for _ in range(3)]  # three fixed shuffles
# --8<-- [end:data]
# --8<-- [start:train]
def mlp():
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))

def cnn(*head):
    return nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 8, 3), nn.ReLU(),
        nn.Conv2d(8, 16, 3), nn.ReLU(), *head)

def accuracy(make, order, lr=1e-2, steps=60):
    net = make().double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for step in range(steps):  # full batches
        optimizer.zero_grad()
        F.cross_entropy(net(x[:, order]), y).backward()
        optimizer.step()
    with torch.no_grad():
        hits = net(x_test[:, order]).argmax(1) == y_test
    return 100 * hits.double().mean().item()
# --8<-- [end:train]
# --8<-- [start:compare]
drops = {}
for name, make in {
        "MLP": mlp,
        "CNN, flatten": lambda: cnn(nn.Flatten(), nn.Linear(256, 10)),
        "CNN, global max": lambda: cnn(
            nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(16, 10))}.items():
    plain = sum(accuracy(make, torch.arange(64)) for _ in orders) / 3
    mixed = sum(accuracy(make, order) for order in orders) / 3
    drops[name] = plain - mixed
    print(f"{name}: in order {plain:.0f} %, shuffled {mixed:.0f} %")
# --8<-- [end:compare]
none, flat, top = drops.values()
assert abs(none) < 1, "a shuffle of the pixels costs the MLP under one point"
assert flat > 0, "a shuffle costs the CNN with a flatten head accuracy"
assert top > 1.5, "a shuffle costs the CNN with a maximum over 1.5 points"
