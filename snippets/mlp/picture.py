"""A picture of one neuron with its numbers and of a 3-3-3-2 network."""

# --8<-- [start:neuron]
import matplotlib.pyplot as plt
import torch
from torch import nn

fig, (top, low) = plt.subplots(
    2, 1, figsize=(4.5, 4.8), layout="constrained", height_ratios=(2, 3)
)
nodes = {"x₁ = 2": (0, 1.6), "x₂ = 1": (0, 0.4), "z = 1": (2, 1)}
nodes |= {"ReLU": (3.3, 1), "a = 1": (4.5, 1)}
for name, (across, up) in nodes.items():
    box = {"boxstyle": "round", "facecolor": "none", "edgecolor": "gray"}
    top.text(across, up, name, ha="center", va="center", bbox=box)
for start, end in ((0.4, 1.6), (1.6, 1.15)), ((0.4, 0.4), (1.6, 0.85)):
    top.annotate("", end, start, arrowprops={"arrowstyle": "->", "ec": "gray"})
for left, right in (2.4, 2.85), (3.7, 4.1):
    arrow = {"arrowstyle": "->", "ec": "gray"}
    top.annotate("", (right, 1), (left, 1), arrowprops=arrow)
top.text(0.95, 1.55, "w₁ = 1")
top.text(0.95, 0.3, "w₂ = −3")
top.text(2, 1.45, "b = 2", ha="center")
top.set(xlim=(-0.5, 5), ylim=(0, 2), title="one neuron")
# --8<-- [end:neuron]

# --8<-- [start:network]
torch.manual_seed(0)
sizes = [3, 3, 3, 2]
net = nn.Sequential(*(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])))
edges = 0
for depth, layer in enumerate(net):
    rows, columns = layer.weight.shape  # (out, in)
    for out in range(rows):
        for into in range(columns):
            w = layer.weight[out, into].item()
            ends = columns / 2 - into, rows / 2 - out
            style = ("C0", "-") if w > 0 else ("C1", "--")
            low.plot([depth, depth + 1], ends, *style[1:], color=style[0],
                     linewidth=0.5 + 4 * abs(w))
            edges += 1
for depth, (size, name) in enumerate(zip(sizes, ("input", "hidden 1",
                                                 "hidden 2", "output"))):
    low.plot([depth] * size, [size / 2 - i for i in range(size)], "o",
             color="gray", markersize=13)
    low.text(depth, -1.1, f"{name}\n{size} numbers", ha="center", va="top")
low.set(xlim=(-0.5, 3.5), ylim=(-2.1, 2), title="a 3-3-3-2 network")
for axes in (top, low):
    axes.axis("off")
print(edges, "weights, one for each line")
plt.show()
# --8<-- [end:network]

assert edges == 24, "a 3-3-3-2 network has 3·3 + 3·3 + 3·2 weights"
