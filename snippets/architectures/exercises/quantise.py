"""Find the largest size in each row, `keepdim=True`. Divided by the largest
whole number it is the step; round the weights in steps.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def quantise(w, bits):  # (outputs, inputs)
    ...  # your code: whole numbers, and the step of each row
# --8<-- [end:stub]
# --8<-- [start:solution]
def quantise(w, bits):
    most = 2 ** (bits - 1) - 1
    step = w.abs().amax(1, keepdim=True) / most
    return (w / step).round().to(torch.int8), step
# --8<-- [end:solution]
# --8<-- [start:wrong-range]
# gets: one bit is the sign: with 4 bits the whole numbers end at 7
def quantise(w, bits):
    step = w.abs().amax(1, keepdim=True) / (2 ** bits - 1)
    return (w / step).round().to(torch.int8), step
# --8<-- [end:wrong-range]
# --8<-- [start:wrong-one]
# gets: each row has a step of its own
def quantise(w, bits):
    step = w.abs().max() / (2 ** (bits - 1) - 1)
    return (w / step).round().to(torch.int8), step.expand(len(w), 1)
# --8<-- [end:wrong-one]
# --8<-- [start:wrong-sign]
# gets: the largest size counts, not the largest number
def quantise(w, bits):
    step = w.amax(1, keepdim=True) / (2 ** (bits - 1) - 1)
    return (w / step).round().to(torch.int8), step
# --8<-- [end:wrong-sign]
# --8<-- [start:wrong-cut]
# gets: an error is above half a step: round, for int8 alone cuts off
def quantise(w, bits):
    step = w.abs().amax(1, keepdim=True) / (2 ** (bits - 1) - 1)
    return (w / step * 0.9999999).to(torch.int8), step
# --8<-- [end:wrong-cut]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for bits in (4, 6, 3):
    w = torch.randn(5, 16).double() * torch.arange(1, 6)[:, None]
    w[2, 0] = -20  # the largest size of its row is negative
    found = quantise(w, bits)
    assert found is not None, "return whole numbers and steps"
    whole, step = found
    most, size = 2 ** (bits - 1) - 1, w.abs().amax(1, keepdim=True)
    assert whole.dtype == torch.int8, "whole numbers are torch.int8"
    assert step.shape == (5, 1), "return one step for each row"
    assert not torch.allclose(step, size / (2 ** bits - 1)), (
        "one bit is the sign: with 4 bits the whole numbers end at 7")
    assert not torch.allclose(step, size.max().expand(5, 1) / most), (
        "each row has a step of its own")
    assert torch.allclose(step[2], size[2] / most), (
        "the largest size counts, not the largest number")
    assert torch.allclose(step, size / most), "other steps were expected"
    error = (whole * step - w).abs()
    assert (error <= step / 2 + 1e-9).all(), (
        "an error is above half a step: round, for int8 alone cuts off")
print("solved")
# --8<-- [end:checker]
