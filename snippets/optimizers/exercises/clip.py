"""All gradients together are one long vector. Its length is the root of the
sum of all squares, over all tensors. If that is more than `most`, one
factor shortens every tensor.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn

def by_torch(grads, most):
    leaves = [torch.zeros_like(g, requires_grad=True) for g in grads]
    for leaf, g in zip(leaves, grads):
        leaf.grad = g.clone()
    nn.utils.clip_grad_norm_(leaves, most)
    return [leaf.grad for leaf in leaves]
# --8<-- [end:given]
# --8<-- [start:stub]
def clip(grads, most):  # grads: a list of tensors of any shapes
    ...  # your code: return a list of the clipped gradients
# --8<-- [end:stub]
# --8<-- [start:solution]
def clip(grads, most):
    length = sum((g**2).sum() for g in grads).sqrt()
    return [g * (most / length).clamp(max=1) for g in grads]
# --8<-- [end:solution]
# --8<-- [start:wrong-each]
# gets: each tensor has its own factor: one length for all together
def clip(grads, most):
    return [g * (most / g.norm()).clamp(max=1) for g in grads]
# --8<-- [end:wrong-each]
# --8<-- [start:wrong-always]
# gets: a short gradient became longer: clip only what exceeds `most`
def clip(grads, most):
    length = sum((g**2).sum() for g in grads).sqrt()
    return [g * most / length for g in grads]
# --8<-- [end:wrong-always]
# --8<-- [start:wrong-value]
# gets: entries are cut one by one: the direction must stay
def clip(grads, most):
    return [g.clamp(-most, most) for g in grads]
# --8<-- [end:wrong-value]
# --8<-- [start:wrong-sum]
# gets: lengths do not add up: take the root of the sum of squares
def clip(grads, most):
    length = sum(g.norm() for g in grads)
    return [g * (most / length).clamp(max=1) for g in grads]
# --8<-- [end:wrong-sum]
# --8<-- [start:wrong-square]
# gets: divided by the squared length: its root is missing
def clip(grads, most):
    length = sum((g**2).sum() for g in grads)
    return [g * (most / length).clamp(max=1) for g in grads]
# --8<-- [end:wrong-square]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for size, most in ((3, 1.0), (5, 2.0), (0.1, 3.0), (0.2, 1.5)):
    grads = [size * torch.randn(2, 3).double(), size * torch.rand(3).double()]
    wanted = by_torch(grads, most)
    own = clip([g.clone() for g in grads], most)
    assert own is not None and [g.shape for g in own] == [
        g.shape for g in grads], "return a list of tensors of the same shapes"
    factors = torch.stack([(a / g).mean() for a, g in zip(own, grads)])
    assert torch.allclose(own[0], grads[0] * factors[0]), (
        "entries are cut one by one: the direction must stay")
    assert factors.max() < 1.0001, (
        "a short gradient became longer: clip only what exceeds `most`")
    assert torch.allclose(factors, factors[0]), (
        "each tensor has its own factor: one length for all together")
    assert not torch.allclose(
        factors[0], most / sum(g.norm() for g in grads)), (
        "lengths do not add up: take the root of the sum of squares")
    assert not torch.allclose(
        factors[0], most / sum((g**2).sum() for g in grads)), (
        "divided by the squared length: its root is missing")
    assert all(map(torch.allclose, own, wanted)), (
        "torch keeps another length: print yours")
print("solved")
# --8<-- [end:checker]
