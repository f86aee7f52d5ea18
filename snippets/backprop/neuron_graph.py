"""One neuron: values flow forward, gradients flow back on the same edges."""
# --8<-- [start:trace]
import matplotlib.pyplot as plt
import torch

x, w, b, y = map(torch.tensor, (2.0, 3.0, -1.0, 3.0))  # leaves
for leaf in (x, w, b, y):
    leaf.requires_grad_()
m = w * x
z = m + b
a = z.relu()
e = a - y
C = e**2 / 2
nodes = dict(zip("xwbymzaeC", (x, w, b, y, m, z, a, e, C)))
for node in (m, z, a, e, C):  # not leaves: ask them to keep it
    node.retain_grad()
C.backward()
for name in "mzaeC":
    value, slope = nodes[name].item(), nodes[name].grad.item()
    made_by = type(nodes[name].grad_fn).__name__
    print(f"{name} = {value:g}, dC/d{name} = {slope:g}, made by {made_by}")
# --8<-- [end:trace]
# --8<-- [start:draw]
place = {"x": (1, 5), "w": (3, 5), "m": (2, 4), "b": (4, 4), "z": (3, 3)}
place |= {"a": (3, 2), "y": (5, 2), "e": (4, 1), "C": (4, 0)}
edges = {"xm": "× w", "wm": "× x", "mz": "× 1", "bz": "× 1"}
edges |= {"za": "× 1", "ae": "× 1", "ye": "× (−1)", "eC": "× e"}
fig, ax = plt.subplots(figsize=(4.5, 5.6), layout="constrained")
back = {"color": "C1", "ls": "--", "connectionstyle": "arc3,rad=-0.15"}
for edge, factor in edges.items():
    start, end = place[edge[0]], place[edge[1]]
    arrow = {"arrowstyle": "->", "shrinkA": 12, "shrinkB": 12}
    ax.annotate("", end, start, arrowprops=arrow | {"color": "gray"})
    ax.annotate("", start, end, arrowprops=arrow | back)
    x_text = (start[0] + end[0]) / 2 + (0.25 if start[0] <= end[0] else 0.4)
    ax.text(x_text, (start[1] + end[1]) / 2, factor, va="center")
for name, (px, py) in place.items():
    value, slope = nodes[name].item(), nodes[name].grad.item()
    ax.plot(px, py, "o", ms=21, color="C0", alpha=0.3)
    ax.text(px, py, name, ha="center", va="center", weight="bold")
    ax.text(px - 0.4, py, f"{value:g}\n[{slope:g}]", ha="right", va="center")
ax.text(0.1, 0.4, "value (forward)\n[gradient] (back)\n× local slope")
ax.set(xlim=(0.1, 5.6), ylim=(-0.5, 5.5))
ax.axis("off")
plt.show()
# --8<-- [end:draw]

assert (w.grad, x.grad, b.grad, y.grad) == (4, 6, 2, -2), (
    "w, x, b and y have the gradients 4, 6, 2 and -2"
)
assert m.grad == z.grad == a.grad == e.grad == 2, (
    "the gradient 2 comes down from e to m unchanged"
)
