"""A layer from a units to b units has a weight for each pair of units, and
a bias for each unit that it leads to. Go through neighbours in `sizes`.

Difficulty 1 of 3, about 5 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def count(sizes):  # such as (784, 200, 10)
    ...  # your code: how many parameters, without building a net
# --8<-- [end:stub]
# --8<-- [start:solution]
def count(sizes):
    return sum(a * b + b for a, b in zip(sizes, sizes[1:]))
# --8<-- [end:solution]
# --8<-- [start:wrong-bias]
# gets: these are the weights only: each unit has a bias too
def count(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:]))
# --8<-- [end:wrong-bias]
# --8<-- [start:wrong-input]
# gets: inputs have no bias: count one for each unit that a layer makes
def count(sizes):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return weights + sum(sizes)
# --8<-- [end:wrong-input]
# --8<-- [start:wrong-layers]
# gets: a layer has one bias for each of its units, not one in all
def count(sizes):
    return sum(a * b + 1 for a, b in zip(sizes, sizes[1:]))
# --8<-- [end:wrong-layers]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for length in (2, 3, 4, 6):
    sizes = torch.randint(2, 30, (length,)).tolist()
    pairs = list(zip(sizes, sizes[1:]))
    net = nn.Sequential(*(nn.Linear(a, b) for a, b in pairs))
    parts = [p.numel() for p in net.parameters()]
    weights, wanted = sum(parts[::2]), sum(parts)
    found = count(sizes)
    assert found is not None, "return a number"
    assert found != weights, (
        "these are the weights only: each unit has a bias too")
    assert found != wanted + sizes[0], (
        "inputs have no bias: count one for each unit that a layer makes")
    assert found != weights + length - 1, (
        "a layer has one bias for each of its units, not one in all")
    assert found == wanted, (
        f"torch has {wanted} parameters for the sizes {sizes}")
print("solved")
# --8<-- [end:checker]
