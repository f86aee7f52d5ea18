"""Each of the three has a floor. With softmax twice the best logits are one
and zeros. Over the batch, the samples of a class share their column. Without
inputs only the shares of the labels are left. Compare with all three floors.

Difficulty 3 of 3, about 20 minutes.
"""
# --8<-- [start:given]
import math
import torch
from torch.nn import functional as F

BUGS = ("softmax twice", "softmax over the batch", "inputs lost")
# --8<-- [end:given]
# --8<-- [start:stub]
def diagnose(rest, y, near):  # where the loss rests; all labels
    ...  # your code: return the one of BUGS whose floor lies below rest,
    # by less than near; if none does, return "none of these"
# --8<-- [end:stub]
# --8<-- [start:solution]
def diagnose(rest, y, near):
    share = y.bincount() / len(y)
    entropy = -(share * share.log()).sum()
    floors = (math.log(math.e + len(share) - 1) - 1,
              math.log(len(y)) - entropy, entropy)
    for bug, floor in zip(BUGS, floors):
        if floor < rest < floor + near:
            return bug
    return "none of these"
# --8<-- [end:solution]
# --8<-- [start:wrong-equal]
# gets: inputs lost: ln K is its floor for equal classes only
def diagnose(rest, y, near):
    share = y.bincount() / len(y)
    entropy = -(share * share.log()).sum()
    floors = (math.log(math.e + len(share) - 1) - 1,
              math.log(len(y)) - entropy, math.log(len(share)))
    for bug, floor in zip(BUGS, floors):
        if floor < rest < floor + near:
            return bug
    return "none of these"
# --8<-- [end:wrong-equal]
# --8<-- [start:wrong-start]
# gets: softmax over the batch: it starts at ln N, and rests lower
def diagnose(rest, y, near):
    share = y.bincount() / len(y)
    entropy = -(share * share.log()).sum()
    floors = (math.log(math.e + len(share) - 1) - 1,
              math.log(len(y)), entropy)
    for bug, floor in zip(BUGS, floors):
        if floor < rest < floor + near:
            return bug
    return "none of these"
# --8<-- [end:wrong-start]
# --8<-- [start:wrong-others]
# gets: softmax twice: the logits are one 1 and K - 1 zeros
def diagnose(rest, y, near):
    share = y.bincount() / len(y)
    entropy = -(share * share.log()).sum()
    floors = (math.log(math.e + len(share)) - 1,
              math.log(len(y)) - entropy, entropy)
    for bug, floor in zip(BUGS, floors):
        if floor < rest < floor + near:
            return bug
    return "none of these"
# --8<-- [end:wrong-others]
# --8<-- [start:wrong-below]
# gets: no bug lets a loss rest below its floor
def diagnose(rest, y, near):
    share = y.bincount() / len(y)
    entropy = -(share * share.log()).sum()
    floors = (math.log(math.e + len(share) - 1) - 1,
              math.log(len(y)) - entropy, entropy)
    for bug, floor in zip(BUGS, floors):
        if abs(rest - floor) < near:
            return bug
    return "none of these"
# --8<-- [end:wrong-below]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
why = ("softmax twice: the logits are one 1 and K - 1 zeros",
       "softmax over the batch: it starts at ln N, and rests lower",
       "inputs lost: ln K is its floor for equal classes only")
for classes in (3, 5, 8):
    y = torch.randint(classes, (2, 300)).amin(0)  # small ones are frequent
    y = torch.cat([torch.arange(classes), y])
    sure = 1000.0 * F.one_hot(y)  # logits of a net that knows all
    blind = (y.bincount() / len(y)).log().expand(len(y), -1)
    floors = (F.cross_entropy(sure.softmax(1), y).item(),
              F.nll_loss(sure.log_softmax(0), y).item(),
              F.cross_entropy(blind, y).item())
    told = [diagnose(floor + 0.005, y, 0.01) for floor in floors]
    assert None not in told, "return a name, or none of these"
    for found, bug, hint in zip(told, BUGS, why):
        assert found == bug, hint
    for floor in floors:
        assert diagnose(floor - 0.001, y, 0.01) == "none of these", (
            "no bug lets a loss rest below its floor")
        assert diagnose(floor + 0.011, y, 0.01) == "none of these", (
            "this lies too far above a floor")
print("solved")
# --8<-- [end:checker]
