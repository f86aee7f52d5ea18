"""On MNIST held-out images choose one of three models."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torchvision.datasets import MNIST
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)  # rounding stays out of sight
def load(train, n):  # (n, 784) in 0…1 and (n,) class indices, in memory
    data = MNIST("data", train=train, download=True)
    x, y = data.data[:n].to(device), data.targets[:n].to(device)
    return x.flatten(1) / 255, y
(x, x_val), (y, y_val) = (a.split(20_000) for a in load(True, 30_000))
print(tuple(x.shape), tuple(x_val.shape))  # to learn from, to choose by
# --8<-- [end:data]
# --8<-- [start:train]
def score(net, x, y):  # in per cent
    with torch.no_grad():
        return (net(x).argmax(1) == y).double().mean().item() * 100
def train(*sizes, lr=3e-3, epochs=2):
    torch.manual_seed(0)
    layers = [m for a, b in zip(sizes, sizes[1:])
              for m in (nn.Linear(a, b), nn.ReLU())]
    net = nn.Sequential(*layers[:-1]).to(device)  # no ReLU on the logits
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    losses, curve = [], []
    for epoch in range(epochs):
        for batch in torch.randperm(len(x)).to(device).split(100):
            loss = nn.functional.cross_entropy(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        curve.append(score(net, x_val, y_val))
    return curve, losses[:200], net  # an epoch has 200 steps
# --8<-- [end:train]
# --8<-- [start:results]
runs = {}
for sizes in ((784, 10), (784, 128, 10), (784, 128, 128, 10)):
    runs[name := "-".join(map(str, sizes))] = train(*sizes)
    print(f"{name:15}", *(f"{a:.1f} %" for a in runs[name][0]))
best = max(runs, key=lambda name: runs[name][0][-1])
test = score(runs[best][2], *load(False, 10_000))  # opened once
first = torch.tensor(runs["784-128-10"][1])
print(f"chosen: {best}, right on {test:.1f} % of the test set")
print(f"epoch 1: mean {first.mean():.3f}, last batch {first[-1]:.3f}")
# --8<-- [end:results]
# --8<-- [start:figure]
_, plot = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
plot.plot(range(0, 200, 4), first[::4], ".", color="gray", ms=4)
plot.axhline(first.mean(), color="C1", ls="--", label="mean of the epoch")
plot.plot(199, first[-1], "o", color="C0", label="last batch")
plot.set(xlabel="step of epoch 1 (784-128-10)", ylabel="batch loss")
plot.legend()
plt.show()
# --8<-- [end:figure]
lin, *mlps = (curve[-1] for curve, *_ in runs.values())
assert min(mlps) > lin + 2, "in 2 epochs MLPs beat a linear model by 2 points"
assert test > 93, "the net chosen on held-out images passes 93 % in the test"
