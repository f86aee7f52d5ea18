"""A picture of one neuron with its numbers and of a 3-3-3-2 network."""

# --8<-- [start:neuron]
import matplotlib.pyplot as plt
import torch
from torch import nn

def draw_neuron(ax):
    nodes = {"x₁ = 2": (0, 1.6), "x₂ = 1": (0, 0.4), "z = 1": (2, 1)}
    nodes |= {"ReLU": (3.3, 1), "a = 1": (4.5, 1)}
    arrow = {"arrowstyle": "->", "ec": "gray"}
    for name, (across, up) in nodes.items():
        box = {"boxstyle": "round", "facecolor": "none", "edgecolor": "gray"}
        ax.text(across, up, name, ha="center", va="center", bbox=box)
    for start, end in (
        ((0.4, 1.6), (1.6, 1.15)), ((0.4, 0.4), (1.6, 0.85)),
        ((2, 1.7), (2, 1.25)), ((2.4, 1), (2.85, 1)), ((3.7, 1), (4.1, 1)),
    ):
        ax.annotate("", end, start, arrowprops=arrow)
    ax.text(0.95, 1.55, "w₁ = 1")
    ax.text(0.95, 0.3, "w₂ = −3")
    ax.text(2, 1.75, "b = 2", ha="center")
    ax.set(xlim=(-0.5, 5), ylim=(0, 2), title="one neuron")
# --8<-- [end:neuron]
# --8<-- [start:network]
def draw_network(ax, sizes, net):
    edges = 0
    for depth, layer in enumerate(net):
        rows, columns = layer.weight.shape  # (out, in)
        for out in range(rows):
            for into in range(columns):
                w = layer.weight[out, into].item()
                ends = columns / 2 - into, rows / 2 - out
                colour, dash = ("C0", "-") if w > 0 else ("C1", "--")
                ax.plot([depth, depth + 1], ends, dash, color=colour,
                        linewidth=0.5 + 4 * abs(w))
                edges += 1
    names = "input", "hidden 1", "hidden 2", "output"
    for depth, (size, name) in enumerate(zip(sizes, names)):
        ax.plot([depth] * size, [size / 2 - i for i in range(size)], "o",
                color="gray", markersize=13)
        ax.text(depth, -1.1, f"{name}\n{size} numbers", ha="center", va="top")
    ax.set(xlim=(-0.5, 3.5), ylim=(-2.1, 2), title="a 3-3-3-2 network\n"
           "(solid: weight above 0, dashed: below, thick: large)")
    return edges
# --8<-- [end:network]
# --8<-- [start:picture]
torch.manual_seed(0)
sizes = [3, 3, 3, 2]
net = nn.Sequential(*(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])))
fig, axes = plt.subplots(2, 1, figsize=(4.5, 5), layout="constrained")
draw_neuron(axes[0])
edges = draw_network(axes[1], sizes, net)
for ax in axes:
    ax.axis("off")
print(edges, "weights, one for each line")
plt.show()
# --8<-- [end:picture]

assert edges == 24, "a 3-3-3-2 network has 3·3 + 3·3 + 3·2 weights"
