"""Labels spread along a graph, where the nearest label would mislead."""

# --8<-- [start:graph]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import make_moons
from sklearn.neighbors import kneighbors_graph

x, y = make_moons(120, noise=0.03, random_state=0)
near = torch.tensor(kneighbors_graph(x, 5).toarray())
A = ((near + near.T) > 0).double() + torch.eye(120)
M = A / A.sum(1, keepdim=True)  # (120, 120)
x, y = torch.tensor(x), torch.tensor(y)
told = torch.stack([x[:, 0].argmin(), x[:, 0].argmax()])  # two labels
# --8<-- [end:graph]
# --8<-- [start:spread]
scores = torch.zeros(120, 2).double()
shown, heard = {}, {}
for step in range(41):
    scores[told] = torch.eye(2).double()[y[told]]  # their labels stay
    if step in (0, 4, 10, 40):
        shown[step] = scores.clone()
        heard[step] = (scores.sum(1) > 0).sum().item()
        print(f"{step:2} means: {heard[step]:3} of 120 have heard")
    scores = M @ scores
guess = shown[40].argmax(1)
nearest = y[told][torch.cdist(x, x[told]).argmin(1)]
spread, straight = ((g == y).double().mean() for g in (guess, nearest))
print(f"right: the graph {spread:.0%}, the nearest label {straight:.0%}")
# --8<-- [end:spread]
# --8<-- [start:figure]
ends = x[A.triu(1).nonzero()]  # (edges, 2, 2)
lines = torch.cat([ends, torch.full_like(ends[:, :1], torch.nan)], dim=1)
fig, axes = plt.subplots(2, 2, figsize=(4.5, 3), layout="constrained")
for ax, (step, scores) in zip(axes.flat, shown.items()):
    ax.plot(*lines.flatten(0, 1).T, "-", color="gray", lw=0.4)
    for c, mark in enumerate("os"):
        has = (scores.sum(1) > 0) & (scores.argmax(1) == c)
        ax.plot(*x[has].T, mark, color=f"C{c}", ms=3.5)
    ax.plot(*x[told].T, "*", color="gray", ms=12)
    ax.set(title=f"{step} means", xticks=[], yticks=[], aspect="equal")
plt.show()
# --8<-- [end:figure]

assert heard[0] == 2 and heard[40] == 120, "in the end each point has heard"
assert spread > 0.95 > 0.85 > straight, "labels that go along the graph are " \
    "right for over 95% of the points, the nearest label for under 85%"
