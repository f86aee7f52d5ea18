"""A unit is a column of `layer(x)`. Ask of each unit whether its sum is
above zero for any row of any batch; those for which it never is are dead.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def dead(layer, batches):  # ReLU follows the layer; batches: a list
    ...  # your code: how many units have output 0 for every sample
# --8<-- [end:stub]
# --8<-- [start:solution]
def dead(layer, batches):
    on = torch.cat([layer(x) > 0 for x in batches])
    return (~on.any(dim=0)).sum().item()
# --8<-- [end:solution]
# --8<-- [start:wrong-batch]
# gets: off in one batch is not dead: look at all batches together
def dead(layer, batches):
    off = [(layer(x) <= 0).all(dim=0) for x in batches]
    return torch.stack(off).any(dim=0).sum().item()
# --8<-- [end:wrong-batch]
# --8<-- [start:wrong-axis]
# gets: these are samples that switch nothing on: units are columns
def dead(layer, batches):
    off = torch.cat([layer(x) <= 0 for x in batches])
    return off.all(dim=1).sum().item()
# --8<-- [end:wrong-axis]
# --8<-- [start:wrong-sometimes]
# gets: off for some sample is not dead: it must be off for all
def dead(layer, batches):
    off = torch.cat([layer(x) <= 0 for x in batches])
    return off.any(dim=0).sum().item()
# --8<-- [end:wrong-sometimes]
# --8<-- [start:wrong-outputs]
# gets: these are outputs, not units: a unit counts once
def dead(layer, batches):
    off = torch.cat([layer(x) <= 0 for x in batches])
    return off.sum().item()
# --8<-- [end:wrong-outputs]
# --8<-- [start:wrong-exact]
# gets: a sum of exactly 0 gives output 0: this unit is dead too
def dead(layer, batches):
    off = torch.cat([layer(x) < 0 for x in batches])
    return off.all(dim=0).sum().item()
# --8<-- [end:wrong-exact]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for killed, zeros, units in ((3, 0, 20), (5, 2, 30), (0, 1, 12)):
    layer = nn.Linear(4, units)
    with torch.no_grad():
        layer.weight[:killed + zeros] = 0  # its sum is its bias
        layer.bias[:killed], layer.bias[killed:] = -1, 0
        layer.weight[-2:] = torch.tensor([3.0, 0, 0, 0])  # half the time
    batches = [torch.randn(5, 4) for _ in range(6)] + [-torch.ones(2, 4)]
    x = torch.cat(batches)
    found, off = dead(layer, batches), layer(x).relu() == 0
    assert found is not None, "return a number"
    each = [(layer(x).relu() == 0).all(dim=0) for x in batches]
    assert found != sum(each).bool().sum(), (
        "off in one batch is not dead: look at all batches together")
    assert found != off.any(dim=0).sum(), (
        "off for some sample is not dead: it must be off for all")
    assert found != off.sum(), (
        "these are outputs, not units: a unit counts once")
    assert killed == 0 or found != off.all(dim=1).sum(), (
        "these are samples that switch nothing on: units are columns")
    assert zeros == 0 or found != killed, (
        "a sum of exactly 0 gives output 0: this unit is dead too")
    assert found == killed + zeros, f"{killed + zeros} of {units} are dead"
print("solved")
# --8<-- [end:checker]
