"""Start from the mean of `log(1 + exp(z)) - z * y`. For a large z pull z
out of the logarithm, and see which logarithm is left; a negative z may stay
inside. With `clamp` and `abs` one formula serves both.

Difficulty 3 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
import torch.nn.functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def bce(z, y):  # logits z, targets y from 0 to 1, of one shape
    ...  # your code: the mean; clamp, abs, exp, log1p are enough
# --8<-- [end:stub]
# --8<-- [start:solution]
def bce(z, y):
    rest = (-z.abs()).exp().log1p()
    return (z.clamp(min=0) - z * y + rest).mean()
# --8<-- [end:solution]
# --8<-- [start:wrong-sigmoid]
# gets: log of a sigmoid that rounds to 0 or 1: use no sigmoid
def bce(z, y):
    p = z.sigmoid()
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()
# --8<-- [end:wrong-sigmoid]
# --8<-- [start:wrong-overflow]
# gets: exp(z) overflows for large z: exp(-|z|) never does
def bce(z, y):
    return (z.exp().log1p() - z * y).mean()
# --8<-- [end:wrong-overflow]
# --8<-- [start:wrong-sum]
# gets: return the mean, as torch does, not the sum
def bce(z, y):
    rest = (-z.abs()).exp().log1p()
    return (z.clamp(min=0) - z * y + rest).sum()
# --8<-- [end:wrong-sum]
# --8<-- [start:wrong-target]
# gets: target 1 should make a large z cheap: is y the wrong way round?
def bce(z, y):
    rest = (-z.abs()).exp().log1p()
    return (z.clamp(min=0) - z * (1 - y) + rest).mean()
# --8<-- [end:wrong-target]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for scale in (1, 10, 1000):
    z = scale * torch.randn(20)
    y = torch.rand(20).round()
    wanted = F.binary_cross_entropy_with_logits(z, y)
    turned = F.binary_cross_entropy_with_logits(z, 1 - y)
    found = bce(z, y)
    assert found is not None, "return the mean over all targets"
    found = torch.as_tensor(found)
    assert found.shape == (), "return one number, not one for each target"
    assert not found.isnan(), (
        "log of a sigmoid that rounds to 0 or 1: use no sigmoid")
    assert not found.isinf(), (
        "exp(z) overflows for large z: exp(-|z|) never does")
    assert not torch.allclose(found, 20 * wanted), (
        "return the mean, as torch does, not the sum")
    assert torch.allclose(wanted, turned) or not torch.allclose(
        found, turned), (
        "target 1 should make a large z cheap: is y the wrong way round?")
    assert torch.allclose(found, wanted), (
        "torch finds another mean: print both for one z and one y")
print("solved")
# --8<-- [end:checker]
