"""`torch.rand_like(h)` gives each number of `h` a lot between nothing and
one. What stays is divided by its chance to stay. In eval mode nothing is
left to do.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def dropout(h, p, training):  # h: (samples, units), training: True or False
    ...  # your code: what comes out of the layer
# --8<-- [end:stub]
# --8<-- [start:solution]
def dropout(h, p, training):
    if not training:
        return h
    kept = torch.rand_like(h) > p
    return h * kept / (1 - p)
# --8<-- [end:solution]
# --8<-- [start:wrong-factor]
# gets: the mean falls: in training divide what stays by 1 - p
def dropout(h, p, training):
    if not training:
        return h
    return h * (torch.rand_like(h) > p)
# --8<-- [end:wrong-factor]
# --8<-- [start:wrong-eval]
# gets: in eval mode the layer changes nothing: the factor is for training
def dropout(h, p, training):
    if not training:
        return h * (1 - p)
    return h * (torch.rand_like(h) > p)
# --8<-- [end:wrong-eval]
# --8<-- [start:wrong-shared]
# gets: all samples lose the same units: draw for each sample
def dropout(h, p, training):
    if not training:
        return h
    return h * (torch.rand(h.shape[1]) > p) / (1 - p)
# --8<-- [end:wrong-shared]
# --8<-- [start:wrong-share]
# gets: p is the share that is lost, not the share that stays
def dropout(h, p, training):
    if not training:
        return h
    return h * (torch.rand_like(h) < p) / p
# --8<-- [end:wrong-share]
# --8<-- [start:wrong-always]
# gets: in eval mode units are lost: return h where training is False
def dropout(h, p, training):
    return h * (torch.rand_like(h) > p) / (1 - p)
# --8<-- [end:wrong-always]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for p in (0.25, 0.8, 0.5):
    h = torch.rand(200, 50, dtype=torch.float64) + 1
    used, found = (dropout(h.clone(), p, mode) for mode in (False, True))
    assert None not in (used, found), "return numbers in both modes"
    assert used.shape == found.shape == h.shape, "return as many as in h"
    assert used.all(), (
        "in eval mode units are lost: return h where training is False")
    assert torch.equal(used, h), (
        "in eval mode the layer changes nothing: the factor is for training")
    lost = found == 0
    assert (lost != lost[0]).any(), (
        "all samples lose the same units: draw for each sample")
    share = lost.double().mean()
    assert p == 0.5 or abs(share - (1 - p)) > 0.05, (
        "p is the share that is lost, not the share that stays")
    assert abs(share - p) < 0.05, f"{share:.0%} of all are lost, not {p:.0%}"
    assert not torch.equal(found[~lost], h[~lost]), (
        "the mean falls: in training divide what stays by 1 - p")
    assert torch.allclose(found[~lost], h[~lost] / (1 - p)), (
        "what stays has another size than h / (1 - p)")
    assert not torch.equal(dropout(h, p, True) == 0, lost), (
        "the same units are lost again: draw anew in each step")
print("solved")
# --8<-- [end:checker]
