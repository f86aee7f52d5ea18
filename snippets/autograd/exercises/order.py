"""A node that is used twice is visited twice here, and passes on each time
all that it has. Find every node first. Then visit each once, when all that
use it have had their turn: `number` says who is younger.

Difficulty 3 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch

class Value:  # the engine of this chapter
    made = 0
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0
        Value.made = self.number = Value.made + 1  # parents are older
    def __add__(self, other):
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])
    def __mul__(self, other):
        pairs = [(self, other.data), (other, self.data)]
        return Value(self.data * other.data, pairs)
# --8<-- [end:given]
# --8<-- [start:stub]
def backward(root):  # repair it: each node gets its own grad
    root.grad, waiting = 1.0, [root]
    while waiting:
        node = waiting.pop(0)
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
            waiting.append(parent)
# --8<-- [end:stub]
# --8<-- [start:solution]
def backward(root):
    nodes, stack = {root}, [root]
    while stack:
        for parent, _ in stack.pop().parents:
            if parent not in nodes:
                nodes.add(parent)
                stack.append(parent)
    root.grad = 1.0
    for node in sorted(nodes, key=lambda node: -node.number):
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
# --8<-- [end:solution]
# --8<-- [start:wrong-early]
# gets: a node passed on before all had arrived: the youngest goes first
def backward(root):
    root.grad, waiting, seen = 1.0, [root], {root}
    while waiting:
        node = waiting.pop(0)
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
# --8<-- [end:wrong-early]
# --8<-- [start:wrong-set]
# gets: where two paths meet, gradients add up: += and not =
def backward(root):
    root.grad, waiting = 1.0, [root]
    while waiting:
        node = waiting.pop(0)
        for parent, slope in node.parents:
            parent.grad = slope * node.grad
            waiting.append(parent)
# --8<-- [end:wrong-set]
# --8<-- [start:wrong-oldest]
# gets: nothing arrives: the root has the 1, so it comes first
def backward(root):
    nodes, stack = {root}, [root]
    while stack:
        for parent, _ in stack.pop().parents:
            if parent not in nodes:
                nodes.add(parent)
                stack.append(parent)
    root.grad = 1.0
    for node in sorted(nodes, key=lambda node: node.number):
        for parent, slope in node.parents:
            parent.grad += slope * node.grad
# --8<-- [end:wrong-oldest]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
why = {
    "nothing arrives: the root has the 1, so it comes first":
        lambda a, b, c: (a * b) * c,
    "where two paths meet, gradients add up: += and not =":
        lambda a, b, c: (a * b) + (a * c),
    "a node that is used twice passes on twice: visit each node once":
        lambda a, b, c: (s := a * b) * s * c,
    "a node passed on before all had arrived: the youngest goes first":
        lambda a, b, c: (s := a * b) + ((s * c) * c) * c,
}
for reason, f in why.items():
    for _ in range(5):
        x = torch.randn(3, dtype=torch.float64, requires_grad=True)
        f(*x).backward()
        leaves = [Value(number) for number in x.tolist()]
        backward(f(*leaves))
        found = x.new_tensor([leaf.grad for leaf in leaves])
        assert torch.allclose(found, x.grad), reason
print("solved")
# --8<-- [end:checker]
