"""Convolution moves with the image, up to borders and strides."""

# --8<-- [start:shift]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randint(-9, 10, (1, 1, 12, 12)).double()  # nothing is rounded
conv = nn.Conv2d(1, 4, 3, padding=1, padding_mode="circular").double()
zeros = nn.Conv2d(1, 4, 3, padding=1).double()
stride = nn.Conv2d(1, 4, 3, padding=1, padding_mode="circular",
                   stride=2).double()
whole = {name: torch.randint(-9, 10, p.shape)
         for name, p in conv.named_parameters()}
for layer in (conv, zeros, stride):
    layer.load_state_dict(whole)  # the same whole numbers

def gap(f, by):  # |f(shifted x) − shifted f(x)| at its largest
    moved, z = f(x.roll(by, dims=3)), f(x)
    step = x.shape[3] // z.shape[3]  # pixels of x to a pixel of z
    return (moved - z.roll(by // step, dims=3)).abs().max().item()
# --8<-- [end:shift]
# --8<-- [start:compare]
pool = nn.Sequential(conv, nn.MaxPool2d(2))
for name, f, by in (("circular padding", conv, 1), ("zero padding", zeros, 1),
                    ("stride 2", stride, 2), ("stride 2", stride, 1),
                    ("max pool 2", pool, 2), ("max pool 2", pool, 1)):
    print(f"{name:16} shift {by}: {gap(f, by):.0f}")
inside = (zeros(x.roll(1, 3)) - zeros(x).roll(1, 3))[..., 2:-2]
print(f"zero padding, away from the border: {inside.abs().max():.0f}")
# --8<-- [end:compare]
# --8<-- [start:invariance]
def summary(x):  # (1, 4): one number for each feature map
    return conv(x).relu().mean(dim=(2, 3))

moved = x.roll(1, dims=3)
print(torch.allclose(conv(x), conv(moved)))
print(torch.allclose(summary(x), summary(moved)))
# --8<-- [end:invariance]
assert gap(conv, 1) == 0, "with circular padding the map moves with the image"
assert gap(zeros, 1) > 0.1, "zero padding breaks the equivariance"
assert inside.shape[3] == 8 and inside.abs().max() == 0, (
    "zero padding changes at most two columns at each border of the map")
assert gap(stride, 1) > 0.1, "stride 2 breaks the rule for a shift by 1"
assert gap(stride, 2) == 0 == gap(pool, 2), "a shift by the stride is exact"
assert gap(pool, 1) > 0.1, "a pooling of 2 breaks the rule for a shift by 1"
assert torch.equal(moved[..., 1:], x[..., :-1]), "the image moved by one pixel"
assert not torch.allclose(conv(x), conv(moved)), (
    "a convolution is not invariant: a moved image gives another map")
assert torch.allclose(summary(x), summary(moved)), (
    "the mean over all positions of a map is invariant")
