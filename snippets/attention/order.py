"""Attention does not see order, until positions or a mask tell it."""

# --8<-- [start:shuffle]
import torch
from torch.nn import functional as F

torch.manual_seed(0)
Ws = torch.randn(3, 8, 8).double()


def attend(x, causal=False):
    q, k, v = x @ Ws  # each (tokens, 8)
    return F.scaled_dot_product_attention(q, k, v, is_causal=causal)


x = torch.randn(6, 8).double()  # (tokens, d)
other = torch.tensor([3, 0, 5, 1, 4, 2])  # another order
blind = torch.allclose(attend(x)[other], attend(x[other]))
print("outputs move along:", blind)
# --8<-- [end:shuffle]
# --8<-- [start:positions]
p = torch.randn(6, 8).double()  # one vector a position
told = torch.allclose(attend(x + p)[other], attend(x[other] + p))
masked = torch.allclose(attend(x, True)[other], attend(x[other], True))
print("with positions:", told)
print("with a causal mask:", masked)
# --8<-- [end:positions]
# --8<-- [start:rotary]
def turn(vector, place):  # each pair of numbers, by an angle of its own
    speed = 10.0 ** -torch.arange(4)  # radians a place
    a, b = vector.view(4, 2).T
    sin, cos = (place * speed).sin(), (place * speed).cos()
    return torch.stack([a * cos - b * sin, a * sin + b * cos])


def score(at, of):
    return (turn(x[0], at) * turn(x[1], of)).sum().item()


for at, of in ((2, 5), (12, 15), (2, 6)):
    print(f"places {at} and {of}: {score(at, of):.3f}")
# --8<-- [end:rotary]

assert blind, "without positions the outputs move along with their tokens"
assert not told, "with positions they do not"
assert not masked, "with a causal mask they do not, even without positions"
assert abs(score(2, 5) - score(12, 15)) < 1e-6, "a rotary score depends on " \
    "the distance of two places only"
assert abs(score(2, 5) - score(2, 6)) > 1e-3, "another distance gives " \
    "another rotary score"
