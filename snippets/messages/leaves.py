"""Leaves of the graph: what may be changed, copied and asked for a slope."""

# --8<-- [start:leaf]
import copy
import warnings

import torch
from torch import nn

layer = nn.Linear(2, 2)
try:
    layer.weight.zero_()  # wrong: autograd is watching
except RuntimeError as error:
    print(error)
with torch.no_grad():
    layer.weight.zero_()  # right
print(layer.weight.tolist())
# --8<-- [end:leaf]

# --8<-- [start:non-leaf]
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.square()  # made by an operation: no leaf
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    y.sum().backward()
    print(y.grad)  # wrong: was not kept
print(str(caught[0].message).split(". ")[0] + ".")
y = x.square()
y.retain_grad()  # right: before backward()
y.sum().backward()
print(y.grad.tolist())
# --8<-- [end:non-leaf]

# --8<-- [start:deepcopy]
try:
    copy.deepcopy(y)  # wrong: y hangs on a graph
except RuntimeError as error:
    print(str(error).split(". ")[0])
kept = y.detach().clone()  # right: numbers alone
print(kept.tolist())
# --8<-- [end:deepcopy]

# --8<-- [start:unused]
a, b = (torch.ones(2, requires_grad=True) for _ in range(2))
try:
    torch.autograd.grad(a.sum(), [a, b])  # wrong: no b in it
except RuntimeError as error:
    print(error)
slopes = torch.autograd.grad(a.sum(), [a, b], allow_unused=True)
print(slopes)  # right, where None is what you want
# --8<-- [end:unused]
assert layer.weight.eq(0).all(), "under no_grad a leaf may be changed"
assert y.grad.tolist() == [1, 1], "what is kept in time is there"
assert kept.tolist() == [1, 4], "a detached clone has the numbers"
assert slopes[1] is None, "who is not used has no slope"
