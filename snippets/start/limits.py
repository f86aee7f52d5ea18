"""A linear model nearly keeps up on digits, but it cannot bend."""

# --8<-- [start:train]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits, make_moons
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"


def train(net, x, y, lr=0.01, steps=300):
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for step in range(steps):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
    return net
# --8<-- [end:train]
# --8<-- [start:compare]
torch.manual_seed(0)
digits, labels = load_digits(return_X_y=True)
acc = {}
for name, x, y in [
    ("digits", digits / 16, labels),
    ("moons", *make_moons(900, noise=0.1, random_state=0)),
]:
    x, x_test, y, y_test = train_test_split(
        x, y, test_size=450, stratify=y, random_state=0)
    x = torch.tensor(x, dtype=torch.float64, device=device)
    x_test = torch.tensor(x_test, dtype=torch.float64, device=device)
    y, y_test = (torch.tensor(t, device=device) for t in (y, y_test))
    n, k = x.shape[1], len(y.unique())  # features, classes
    line = train(nn.Linear(n, k).double().to(device), x, y)
    net = nn.Sequential(nn.Linear(n, 32), nn.ReLU(), nn.Linear(32, k))
    net = train(net.double().to(device), x, y)
    with torch.no_grad():
        acc[name] = [(f(x_test).argmax(1) == y_test).double().mean().item()
                     for f in (line, net)]
    print(f"{name}: linear {acc[name][0]:.2f}, network {acc[name][1]:.2f}")
# --8<-- [end:compare]
# --8<-- [start:boundary]
side = torch.linspace(-1.6, 2.6, 100).double()
grid = torch.cartesian_prod(side, side).to(device)  # (10000, 2)
_, plots = plt.subplots(1, 2, figsize=(4.5, 2.5), layout="constrained")
for plot, f, title in zip(plots, (line, net), ("linear", "network")):
    with torch.no_grad():
        side_of = f(grid).argmax(1).view(100, 100).T.cpu()
    plot.contour(side, side, side_of, levels=[0.5], colors="gray")
    for c, marker in enumerate("ox"):
        plot.plot(*x_test[y_test == c].cpu().T, marker, color=f"C{c}", ms=3)
    plot.set(title=title, xlabel="x₁", ylabel="x₂", ylim=(-1, 1.5))
plt.show()
# --8<-- [end:boundary]
assert acc["digits"][0] > max(0.9, acc["digits"][1] - 0.06), "on digits " \
    "the network is less than 6 percentage points ahead of the linear model"
assert acc["moons"][1] - acc["moons"][0] > 0.05, "on moons " \
    "the network is over 5 percentage points ahead of the linear model"
