"""One rule, unrolled: in each of four tasks the state goes to the right."""

# --8<-- [start:tasks]
import matplotlib.pyplot as plt

tasks = {  # steps that read an input, steps that give an output
    "many to one: name to colour": ((0, 1, 2), (2,)),
    "equal lengths: the next letter": ((0, 1, 2), (0, 1, 2)),
    "one to many: colour to name": ((0,), (0, 1, 2)),
    "read, then write: name to name": ((0, 1), (2, 3)),
}
# --8<-- [end:tasks]
# --8<-- [start:picture]
fig, axes = plt.subplots(2, 2, figsize=(4.5, 3.6), layout="constrained")
arrow = {"arrowstyle": "->", "color": "gray"}
box = {"boxstyle": "round", "facecolor": "none", "edgecolor": "C0"}
for ax, (title, (reads, gives)) in zip(axes.flat, tasks.items()):
    steps = max(gives) + 1
    for step in range(steps):
        ax.text(step, 0, "h", ha="center", va="center", bbox=box)
        if step > 0:  # the state
            ax.annotate("", (step - 0.3, 0), (step - 0.7, 0), arrowprops=arrow)
        if step in reads:
            ax.text(step, -1, "x", ha="center", va="center")
            ax.annotate("", (step, -0.3), (step, -0.8), arrowprops=arrow)
        if step in gives:
            ax.text(step, 1, "y", ha="center", va="center")
            ax.annotate("", (step, 0.8), (step, 0.3), arrowprops=arrow)
    ax.set_title(title.replace(": ", ":\n"), fontsize=10.5)
    ax.set(xlim=(-0.6, 3.6), ylim=(-1.4, 1.4))
    ax.axis("off")
plt.show()
# --8<-- [end:picture]

drawn = [sum(text.get_text() == "h" for text in ax.texts) for ax in axes.flat]
assert drawn == [3, 3, 3, 4], "each step that reads or gives has a state"
