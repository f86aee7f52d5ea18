"""A neuron weighs its inputs, adds a bias and applies an activation."""

# --8<-- [start:picture]
import matplotlib.pyplot as plt
import torch

x = torch.tensor([[2.0, 1.0]])  # (batch, inputs)
weight = torch.tensor([[3.0, -4.0], [-1.0, 1.0]])  # (neurons, inputs)
bias = torch.tensor([1.0, -1.0])  # (neurons,)
z = x @ weight.T + bias  # (batch, neurons)
a = torch.relu(z)  # (batch, neurons)

ring = dict(boxstyle="circle,pad=0.5", facecolor="none", edgecolor="C0")
arrow = dict(arrowstyle="->", color="gray", shrinkA=18, shrinkB=18)
fig, ax = plt.subplots(figsize=(4.5, 2.4), layout="constrained")
values = [x[0, 0], x[0, 1], bias[0], z[0, 0], a[0, 0]]
spots = [(0, 1), (0, -1), (2, -1.8), (2, 0), (4, 0)]
for spot, value, name in zip(spots, values, ("x₁", "x₂", "", "z", "a")):
    ax.text(*spot, f"{value:.0f}", bbox=ring, ha="center", va="center")
    ax.text(spot[0], spot[1] + 0.6, name, ha="center")
for start, end in ((0, 3), (1, 3), (2, 3), (3, 4)):
    ax.annotate("", spots[end], spots[start], arrowprops=arrow)
for word, spot in (("× 3", (1, 0.7)), ("× −4", (1, -1)), ("ReLU", (3, 0.1)),
                   ("bias", (2.6, -1.95))):
    ax.text(*spot, word, ha="center")
ax.axis([-0.4, 4.4, -2.3, 1.9])
ax.axis("off")
plt.show()
# --8<-- [end:picture]

# --8<-- [start:by-hand]
for name, f in (("ReLU", torch.relu), ("sigmoid", torch.sigmoid)):
    print(f"{name:8}", [round(value, 3) for value in f(z)[0].tolist()])
# --8<-- [end:by-hand]

assert z.tolist() == [[3.0, -2.0]], "the sums are 3 and -2, as on paper"
assert a.tolist() == [[3.0, 0.0]], "ReLU lets only the first sum through"
