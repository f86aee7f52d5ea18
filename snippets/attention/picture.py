"""The weights of a look-up: one query, three keys, a mixture of values."""

# --8<-- [start:picture]
import matplotlib.pyplot as plt
import torch

scores = torch.tensor([0, 1, 2]) * torch.tensor(2.0).log()  # 0, ln 2, ln 4
weights = scores.softmax(0)
fig, ax = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
box = {"boxstyle": "round", "facecolor": "none", "edgecolor": "gray"}
labels = {(0, 1): "query", (5.9, 1): "output"}
for row, weight in enumerate(weights.tolist()):
    y = 2 - row
    labels |= {(1.7, y): f"key {row}", (4.2, y): f"value {row}"}
    ax.annotate("", (1.3, y), (0.45, 1), arrowprops={"arrowstyle": "-"})
    ax.barh(y, weight, height=0.4, left=2.3, color="C0")
    ax.text(2.35 + weight, y, f"{weight:.2f}", va="center")
    width = {"arrowstyle": "->", "linewidth": 4 * weight}
    ax.annotate("", (5.4, 1), (4.7, y), arrowprops=width)
for (x, y), label in labels.items():
    ax.text(x, y, label, ha="center", va="center", bbox=box)
for x, label in ((1, "scores"), (2.6, "weights"), (5.1, "weighted sum")):
    ax.text(x, 2.6, label, ha="center", va="center")
ax.set(xlim=(-0.5, 6.5), ylim=(-0.4, 2.8))
ax.axis("off")
plt.show()
# --8<-- [end:picture]

bars = torch.tensor([bars[0].get_width() for bars in ax.containers])
assert torch.allclose(7 * bars, torch.tensor([1.0, 2, 4]).to(bars)), "the " \
    "weights are 1, 2 and 4 sevenths"
