"""The shortcut of a residual block leaves at the input of the block."""

# --8<-- [start:picture]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.5, 1.7), layout="constrained")
box = {"boxstyle": "round", "facecolor": "none", "edgecolor": "gray"}
arrow = {"arrowstyle": "->", "color": "gray"}
labels = ("x", "conv", "norm", "ReLU", "conv", "norm", "+", "ReLU", "y")
for place, label in enumerate(labels):
    framed = None if label in "xy" else box
    ax.text(place, 0, label, ha="center", va="center", bbox=framed, size=8)
    if place > 0:
        ax.annotate("", (place - 0.38, 0), (place - 0.62, 0), arrowprops=arrow)
around = arrow | {"connectionstyle": "arc3,rad=-0.3", "color": "C0"}
ax.annotate("", (6, 0.2), (0, 0.2), arrowprops=around)
ax.text(3, 1.25, "shortcut: x, or a 1 × 1 convolution of it", ha="center",
        size=8)
ax.text(3, -0.7, "F(x): what the block adds", ha="center", size=8)
ax.set(xlim=(-0.5, 8.5), ylim=(-1, 1.6))
ax.axis("off")
plt.show()
# --8<-- [end:picture]

ends = [note.xyann[0] for note in ax.texts if hasattr(note, "xyann")]
assert labels[int(ends[-1])] == "x", "the shortcut leaves at the input"
