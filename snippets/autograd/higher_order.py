"""create_graph records the backward walk, so it can be walked again."""

# --8<-- [start:cube]
import matplotlib.pyplot as plt
import torch

x = torch.tensor(2.0, requires_grad=True)
(first,) = torch.autograd.grad(x**3, x, create_graph=True)
(second,) = torch.autograd.grad(first, x, create_graph=True)
(third,) = torch.autograd.grad(second, x)
print("x³ and its derivatives at x = 2:", (x**3).item(), end=" ")
print(first.item(), second.item(), third.item())
# --8<-- [end:cube]

# --8<-- [start:tanh]
def size(node, seen):
    """Count the nodes of a graph from its last one."""
    if node is not None and node not in seen:
        seen.add(node)
        for child, _ in node.next_functions:
            size(child, seen)
    return len(seen)


x = torch.linspace(-3, 3, 121, dtype=torch.float64, requires_grad=True)
curves = [torch.tanh(x)]
for _ in range(5):
    total = curves[-1].sum()  # each x meets only its own output
    curves += torch.autograd.grad(total, x, create_graph=True)
nodes = [size(c.grad_fn, set()) for c in curves]
print("nodes by order:", nodes)
# --8<-- [end:tanh]

# --8<-- [start:draw]
names = ["tanh", "first", "second", "third"]
_, plot = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
for curve, name in zip(curves[:4], names, strict=True):
    plot.plot(x.detach(), curve.detach(), label=name)
plot.set(xlabel="x", ylabel="tanh and its derivatives", ylim=(-2.2, 2.2))
plot.legend(loc="upper left", ncols=2)
plt.show()
# --8<-- [end:draw]

growth = [b / a for a, b in zip(nodes[2:], nodes[3:])]
assert min(growth) > 2, "from the third derivative on, " \
    "each order more than doubles the graph"
t = curves[0]
for curve, exact in ((curves[1], 1 - t**2), (curves[2], -2 * t * (1 - t**2))):
    assert (curve - exact).abs().max() < 1e-12, "1 - t² and -2t(1 - t²)"
assert first.item() == 12 and second.item() == 12, "at 2, x³ has " \
    "first derivative 3 x² = 12 and second derivative 6 x = 12"
