"""The shortcut of a residual block leaves at the input of the block."""

# --8<-- [start:picture]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.5, 3.6), layout="constrained")
box = {"boxstyle": "round", "facecolor": "none", "edgecolor": "gray"}
arrow = {"arrowstyle": "->", "color": "gray"}
labels = ("x", "conv", "norm", "ReLU", "conv", "norm", "+", "ReLU", "y")
for place, label in enumerate(labels):
    framed = None if label in "xy" else box
    ax.text(0, -place, label, ha="center", va="center", bbox=framed)
    if place > 0:
        ax.annotate("", (0, 0.3 - place), (0, 0.7 - place), arrowprops=arrow)
around = arrow | {"connectionstyle": "arc3,rad=-0.5", "color": "C0"}
ax.annotate("", (0.15, -6), (0.15, 0), arrowprops=around)
ax.text(1, -3, "shortcut: x, or\na 1 × 1 convolution\nof it", va="center")
ax.text(-0.4, -3, "F(x): what\nthe block adds", ha="right", va="center")
ax.set(xlim=(-1.6, 2.4), ylim=(-8.5, 0.5))
ax.axis("off")
plt.show()
# --8<-- [end:picture]

ends = [note.xyann[1] for note in ax.texts if hasattr(note, "xyann")]
assert labels[-int(ends[-1])] == "x", "the shortcut leaves at the input"
