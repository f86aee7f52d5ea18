"""Twenty-odd lines of Python are a complete autograd for scalars."""

# --8<-- [start:engine]
import math

import torch


class Value:
    """A number that remembers what it was made from."""

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
    order = []

    def visit(node):
        if node not in order:
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)  # after everything it was made from

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
