"""A hand-written engine trains a net on two moons, with torch's gradients."""
# --8<-- [start:engine]
import math
import torch
from sklearn.datasets import make_moons
class Value:  # a number that remembers what it was made from
    made = 0
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0
        Value.made = self.number = Value.made + 1  # parents are older
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
    arrived, stack = {root: 1.0}, [root]
    while stack:  # find all that the root was made from
        for parent, _ in stack.pop().parents:
            if parent not in arrived:
                arrived[parent] = 0.0
                stack.append(parent)
    for node in sorted(arrived, key=lambda node: -node.number):
        for parent, slope in node.parents:
            arrived[parent] += slope * arrived[node]
        node.grad += arrived[node] * (not node.parents)  # only in a leaf
# --8<-- [end:backward]
# --8<-- [start:train]
torch.manual_seed(0)
x, y = map(torch.tensor, make_moons(30, noise=0.1, random_state=0))
units = [[Value(w) for w in row] for row in torch.randn(6, 4).tolist()]
lr, steps, gap = 0.02, 200, 0.0
for step in range(steps):
    rows = [[w.data for w in row] for row in units]
    W = torch.tensor(rows, dtype=torch.float64, requires_grad=True)
    theirs = (torch.tanh(x @ W[:, :2].T + W[:, 2]) @ W[:, 3]).tanh()
    (theirs + 1 - 2 * y).square().sum().backward()  # one call for all
    for (p, q), t in zip(x.tolist(), y.tolist()):  # one call for each point
        out = Value(0.0)
        for a, b, c, d in units:
            out = out + (a * Value(p) + b * Value(q) + c).tanh() * d
        error = out.tanh() + Value(1 - 2 * t)  # the targets are -1 and 1
        backward(error * error)
    for w, g in zip(sum(units, []), W.grad.flatten().tolist()):
        gap = max(gap, abs(w.grad - g))
        w.data, w.grad = w.data - lr * w.grad, 0.0
right = ((theirs > 0) == (y > 0)).sum().item()
print(f"gradients as torch's: {gap < 1e-9}, right on {right} of 30 points")
# --8<-- [end:train]
assert gap < 1e-9, "in every step all gradients equal torch's to 1e-9"
assert right >= 28, "the net ends right on at least 28 of 30 points"
leaf = Value(3.0)
backward((s := leaf * leaf) + s)
backward(s * s)  # 2 a² has the slope 4 a, a⁴ has 4 a³
assert leaf.grad == 12 + 108, "two calls that share a result add up in a leaf"
