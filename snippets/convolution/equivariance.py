"""Convolution moves with the image, up to borders and strides."""

# --8<-- [start:shift]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(1, 1, 12, 12, dtype=torch.float64)
conv = nn.Conv2d(1, 4, 3, padding=1, padding_mode="circular").double()
zeros = nn.Conv2d(1, 4, 3, padding=1).double()
stride = nn.Conv2d(1, 4, 3, padding=1, padding_mode="circular",
                   stride=2).double()
zeros.load_state_dict(conv.state_dict())
stride.load_state_dict(conv.state_dict())

def gap(f, by, step=1):  # |f(shifted x) − shifted f(x)| at its largest
    moved = f(x.roll(by, dims=3))
    return (moved - f(x).roll(by // step, dims=3)).abs().max().item()
# --8<-- [end:shift]
# --8<-- [start:compare]
print(f"circular padding, shift 1: {gap(conv, 1):.1f}")
print(f"zero padding,     shift 1: {gap(zeros, 1):.1f}")
inside = (zeros(x.roll(1, 3)) - zeros(x).roll(1, 3))[..., 2:-2]
print(f"  away from the border:    {inside.abs().max():.1f}")
print(f"stride 2,         shift 2: {gap(stride, 2, 2):.1f}")
print(f"stride 2,         shift 1: {gap(stride, 1, 2):.1f}")
pool = nn.Sequential(conv, nn.MaxPool2d(2))
print(f"max pool 2,       shift 2: {gap(pool, 2, 2):.1f}")
print(f"max pool 2,       shift 1: {gap(pool, 1, 2):.1f}")
# --8<-- [end:compare]
# --8<-- [start:invariance]
def summary(x):  # (1, 4): one number for each feature map
    return conv(x).relu().mean(dim=(2, 3))

print(torch.allclose(conv(x), conv(x.roll(1, 3))))
print(torch.allclose(summary(x), summary(x.roll(1, 3))))
# --8<-- [end:invariance]
assert gap(conv, 1) == 0 and inside.abs().max() == 0, "it is equivariant"
assert gap(zeros, 1) > 0.1 and gap(stride, 1, 2) > 0.1, "borders and strides"
assert gap(stride, 2, 2) == 0 == gap(pool, 2, 2), "whole strides are exact"
assert gap(pool, 1, 2) > 0.1, "pooling is not exact between its windows"
assert not torch.allclose(conv(x), conv(x.roll(1, 3))), "and not invariant"
assert torch.allclose(summary(x), summary(x.roll(1, 3))), "a mean over all is"
