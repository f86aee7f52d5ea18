"""The five steps of the training loop, on three spiral arms."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)  # rounding stays out of sight
torch.manual_seed(0)
r = torch.linspace(0, 1, 100).repeat(3)  # three arms of 100 points
y = torch.arange(3).repeat_interleave(100)  # (300,) class indices
angle = 4 * r + y * 4.19 + 0.2 * torch.randn(300)
x = torch.stack([r * angle.sin(), r * angle.cos()], 1)  # (300, 2)
x, y = x.to(device), y.to(device)
# --8<-- [end:data]


# --8<-- [start:loop]
def train(net):
    net.to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for epoch in range(500):
        logits = net(x)  # 1. forward: (300, 3)
        loss = nn.functional.cross_entropy(logits, y)  # 2. loss: one number
        optimizer.zero_grad()  # 3. forget the gradients of the last step
        loss.backward()  # 4. backward: fill .grad of every parameter
        optimizer.step()  # 5. move every parameter a little downhill
    with torch.no_grad():  # look, do not learn
        hits = (net(x).argmax(1) == y).double().mean()
    return loss.item(), hits.item()
# --8<-- [end:loop]


# --8<-- [start:figure]
side = torch.linspace(-1.2, 1.2, 90)
grid = torch.cartesian_prod(side, side).to(device)
fig, axes = plt.subplots(2, 2, figsize=(4.5, 4.6), layout="constrained")
accuracy = {}
for ax, width in zip(axes.flat, (0, 4, 8, 64)):
    layers = [nn.Linear(2, width), nn.ReLU()] if width else []
    net = nn.Sequential(*layers, nn.Linear(width or 2, 3))
    loss, accuracy[width] = train(net)
    print(f"{width:2} hidden units: loss {loss:.3f},"
          f" accuracy {100 * accuracy[width]:.1f} %")
    with torch.no_grad():
        zones = net(grid).argmax(1).reshape(90, 90).T.cpu()
    ax.contour(side, side, zones, levels=[0.5, 1.5], colors="gray")
    for k, mark in enumerate("o^x"):
        ax.plot(*x[y == k].T.cpu(), mark, color=f"C{k}", ms=3)
    ax.set(title=f"{width} hidden units" if width else "linear",
           xticks=(-1, 0, 1), yticks=(-1, 0, 1))
plt.show()
# --8<-- [end:figure]

assert accuracy[0] < 0.65, "a linear model stays below 65 % on three arms"
assert accuracy[64] > 0.95, "64 hidden units pass 95 %"
assert accuracy[4] < accuracy[64], "64 hidden units do better than 4"
