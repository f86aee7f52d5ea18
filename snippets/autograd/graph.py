"""The graph of (x + y) * y is there before backward, and can be drawn."""

# --8<-- [start:expression]
import matplotlib.pyplot as plt
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
a = x + y
f = a * y
print("f =", f.item(), "made by", f.grad_fn.name())
print("fed by", [node.name() for node, _ in f.grad_fn.next_functions])
# --8<-- [end:expression]

# --8<-- [start:walk]
edges, passed = [], {}


def walk(node):
    """List the edges below a node and note the gradients it passes on."""
    if node.next_functions:
        node.register_hook(lambda grads, _: passed.update({node: grads}))
    for i, (child, _) in enumerate(node.next_functions):
        edges.append((node, child, i))
        walk(child)


walk(f.grad_fn)
f.backward()
# --8<-- [end:walk]

# --8<-- [start:draw]
place = {f.grad_fn: (0.6, 2), a.grad_fn: (0.25, 1)}
values = {f.grad_fn: f"f = a · y = {f:.0f}", a.grad_fn: f"a = x + y = {a:.0f}"}
text = {node: f"{node.name()}\n{value}" for node, value in values.items()}
_, plot = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
for node, child, i in edges:
    if child not in (f.grad_fn, a.grad_fn):  # a leaf: gradients end here
        leaf, name = child.variable, "x" if child.variable is x else "y"
        place[child] = (0, 0) if leaf is x else (0.8, 0)
        text[child] = f"{name} = {leaf:.0f}\n{name}.grad = {leaf.grad:.0f}"
    (x0, y0), (x1, y1) = place[node], place[child]
    arrow = {"arrowstyle": "->", "color": "C1"}
    plot.annotate("", (x1, y1 + 0.25), (x0, y0 - 0.25), arrowprops=arrow)
    aside = 0.04 if x1 > x0 else -0.06  # away from the arrow
    middle = (x0 + x1) / 2 + aside, (y0 + y1) / 2 + 0.05
    plot.text(*middle, f"{passed[node][i]:.0f}", color="C1")
for node, (x0, y0) in place.items():
    box = {"boxstyle": "round", "facecolor": "none", "edgecolor": "C0"}
    plot.text(x0, y0, text[node], ha="center", va="center", bbox=box)
plot.set(xlim=(-0.2, 1), ylim=(-0.25, 2.25))
plot.axis("off")
plt.show()
# --8<-- [end:draw]

# --8<-- [start:by-hand]
print("x.grad =", x.grad.item(), " y.grad =", y.grad.item())
# --8<-- [end:by-hand]

assert (f, x.grad, y.grad) == (15, 3, 8), "f is 15, with slope 3 in x, 8 in y"
