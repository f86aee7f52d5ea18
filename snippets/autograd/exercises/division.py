"""The slope of `exp` is its own result, so keep that result. A quotient is
a product of a and one over b; differentiate `1 / b` like any power of b.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import math
import torch

class Value:  # the engine of this chapter, with products only
    made = 0
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0
        Value.made = self.number = Value.made + 1
    def __mul__(self, other):
        pairs = [(self, other.data), (other, self.data)]
        return Value(self.data * other.data, pairs)

def backward(root):
    arrived, stack = {root: 1.0}, [root]
    while stack:
        for parent, _ in stack.pop().parents:
            if parent not in arrived:
                arrived[parent] = 0.0
                stack.append(parent)
    for node in sorted(arrived, key=lambda node: -node.number):
        for parent, slope in node.parents:
            arrived[parent] += slope * arrived[node]
        node.grad += arrived[node] * (not node.parents)
# --8<-- [end:given]
# --8<-- [start:stub]
def exp(a):  # the Value of e to the power a
    ...  # your code

def divide(a, b):  # the Value of a / b
    ...  # your code
# --8<-- [end:stub]
# --8<-- [start:solution]
def exp(a):
    result = math.exp(a.data)
    return Value(result, [(a, result)])

def divide(a, b):
    pairs = [(a, 1 / b.data), (b, -a.data / b.data**2)]
    return Value(a.data / b.data, pairs)
# --8<-- [end:solution]
# --8<-- [start:wrong-power]
# gets: the slope of exp at a is exp(a) itself
def exp(a):
    slope = a.data * math.exp(a.data - 1)
    return Value(math.exp(a.data), [(a, slope)])

def divide(a, b):
    pairs = [(a, 1 / b.data), (b, -a.data / b.data**2)]
    return Value(a.data / b.data, pairs)
# --8<-- [end:wrong-power]
# --8<-- [start:wrong-sign]
# gets: the slope of a / b in b is negative: a larger b makes it less
def exp(a):
    result = math.exp(a.data)
    return Value(result, [(a, result)])

def divide(a, b):
    pairs = [(a, 1 / b.data), (b, a.data / b.data**2)]
    return Value(a.data / b.data, pairs)
# --8<-- [end:wrong-sign]
# --8<-- [start:wrong-square]
# gets: the slope of a / b in b is -a / b**2: b is squared
def exp(a):
    result = math.exp(a.data)
    return Value(result, [(a, result)])

def divide(a, b):
    pairs = [(a, 1 / b.data), (b, -a.data / b.data)]
    return Value(a.data / b.data, pairs)
# --8<-- [end:wrong-square]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for _ in range(5):
    x = (torch.rand(3, dtype=torch.float64) + 0.5).requires_grad_()
    theirs = x[0].exp() * (x[1] / x[2])
    theirs.backward()
    a, b, c = map(Value, x.tolist())
    for made in (exp(a), divide(b, c)):
        assert isinstance(made, Value) and made.parents, (
            "return a Value, with its parents and their slopes")
    ours = exp(a) * divide(b, c)
    assert math.isclose(ours.data, theirs.item()), (
        "the numbers differ from torch's: look at .data first")
    backward(ours)
    da, db, dc = x.grad.tolist()
    assert math.isclose(a.grad, da), (
        "the slope of exp at a is exp(a) itself")
    assert math.isclose(b.grad, db), "the slope of a / b in a is 1 / b"
    assert not math.isclose(c.grad, -dc), (
        "the slope of a / b in b is negative: a larger b makes it less")
    assert math.isclose(c.grad, dc), (
        "the slope of a / b in b is -a / b**2: b is squared")
print("solved")
# --8<-- [end:checker]
