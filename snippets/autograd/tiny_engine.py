"""Thirty lines of Python do what backward() does: sums, products, tanh."""

# --8<-- [start:engine]
import math

import torch


class Value:  # a number that remembers what it was made from
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0

    def __add__(self, other):
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        pairs = [(self, other.data), (other, self.data)]
        return Value(self.data * other.data, pairs)

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, [(self, 1 - t * t)])
# --8<-- [end:engine]

# --8<-- [start:backward]
def backward(root):
    """Walk from the result to the leaves, adding slope times gradient."""
    order = {}  # a dict keeps the order of entry

    def visit(node):
        if node not in order:
            for parent, _ in node.parents:
                visit(parent)
            node.grad = 0.0 if node.parents else node.grad  # leaves add up
            order[node] = None  # after everything it was made from

    visit(root)
    root.grad = 1.0
    for node in reversed(order):
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
# --8<-- [end:backward]

# --8<-- [start:agree]
mine = [Value(0.5), Value(-1.2), Value(0.3)]
kind = {"dtype": torch.float64, "requires_grad": True}
theirs = [torch.tensor(v.data, **kind) for v in mine]
for w, x, b in (mine, theirs):
    out = (w * x + b).tanh() * w  # w is used twice
    backward(out) if isinstance(out, Value) else out.backward()
print("mine: ", [f"{v.grad:.4f}" for v in mine])
print("torch:", [f"{v.grad:.4f}" for v in theirs])
# --8<-- [end:agree]

gaps = [abs(v.grad - t.grad.item()) for v, t in zip(mine, theirs)]
assert max(gaps) < 1e-12, "the engine's gradients equal PyTorch's"
a = Value(3.0)
backward((s := a * a) + s)
backward(s * s)  # 2 a² has the slope 4 a, a⁴ has 4 a³
assert a.grad == 12 + 108, "two calls that share a result add up in the leaf"
