"""Use `exp` of numbers that are never positive: it may become nothing, but
it never overflows. On the left multiply above and below by `exp(x)`;
`clamp` and `abs` make one formula out of the two.

Difficulty 3 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def sigmoid(x):  # x of any size and sign
    ...  # your code: exp, abs and clamp are enough
# --8<-- [end:stub]
# --8<-- [start:solution]
def sigmoid(x):
    return x.clamp(max=0).exp() / (1 + (-x.abs()).exp())
# --8<-- [end:solution]
# --8<-- [start:wrong-right]
# gets: inf / inf is nan: exp(x) overflows for a large x
def sigmoid(x):
    return x.exp() / (1 + x.exp())
# --8<-- [end:wrong-right]
# --8<-- [start:wrong-left]
# gets: far left the slope is nan: exp(-x) overflows there
def sigmoid(x):
    return 1 / (1 + (-x).exp())
# --8<-- [end:wrong-left]
# --8<-- [start:wrong-where]
# gets: where picks values: the side not picked still sends back nan
def sigmoid(x):
    return torch.where(x < 0, x.exp() / (1 + x.exp()), 1 / (1 + (-x).exp()))
# --8<-- [end:wrong-where]
# --8<-- [start:wrong-clamped]
# gets: the tail is cut off: on the left the value falls on, like exp(x)
def sigmoid(x):
    return 1 / (1 + (-x.clamp(-50, 50)).exp())
# --8<-- [end:wrong-clamped]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for size in (1, 50, 600, 5000):
    x = torch.rand(20).double() * size  # positive, then negative
    x = torch.cat([x, -x]).requires_grad_()
    own, wanted = sigmoid(x), torch.sigmoid(x)
    assert own is not None and own.shape == x.shape, (
        "return one value for each x")
    assert not own.isnan().any(), (
        "inf / inf is nan: exp(x) overflows for a large x")
    assert torch.allclose(own, wanted, atol=1e-15), (
        "torch.sigmoid finds other values: print both for one x")
    slope, = torch.autograd.grad(own.sum(), x)
    assert not slope[:20].isnan().any(), (
        "where picks values: the side not picked still sends back nan")
    assert not slope.isnan().any(), (
        "far left the slope is nan: exp(-x) overflows there")
    assert torch.allclose(own, wanted, atol=1e-300), (
        "the tail is cut off: on the left the value falls on, like exp(x)")
    assert torch.allclose(slope, wanted * (1 - wanted)), (
        "the slope is s * (1 - s): compute in tensors, without detach")
print("solved")
# --8<-- [end:checker]
