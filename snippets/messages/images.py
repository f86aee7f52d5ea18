"""Images: a batch in front, channels second, room for the kernel."""

# --8<-- [start:channels]
import torch
from torch import nn

x = torch.zeros(8, 28, 28, 3)  # (batch, h, w, channels)
conv = nn.Conv2d(3, 16, kernel_size=3)
try:
    conv(x)  # wrong: takes the 28 rows for channels
except RuntimeError as error:
    print(error)
maps = conv(x.permute(0, 3, 1, 2))  # right: channels second
print(tuple(maps.shape))
# --8<-- [end:channels]

# --8<-- [start:one-image]
image = torch.zeros(28, 28)
conv = nn.Conv2d(1, 16, kernel_size=3)
try:
    conv(image)  # wrong: neither channel nor batch
except RuntimeError as error:
    print(error)
one = conv(image[None, None])  # right: (1, 1, 28, 28)
print(tuple(one.shape))
# --8<-- [end:one-image]

# --8<-- [start:kernel]
small = torch.zeros(8, 1, 2, 2)  # pooled once too often
try:
    conv(small)  # wrong: 3 × 3 does not fit into 2 × 2
except RuntimeError as error:
    print(error)
padded = nn.Conv2d(1, 16, 3, padding=1)(small)  # right
print(tuple(padded.shape))
# --8<-- [end:kernel]

# --8<-- [start:norm]
try:
    nn.BatchNorm2d(3)(maps)  # wrong: conv made 16 channels
except RuntimeError as error:
    print(error)
normed = nn.BatchNorm2d(16)(maps)  # right
print(tuple(normed.shape))
# --8<-- [end:norm]

# --8<-- [start:one-sample]
norm, x = nn.BatchNorm1d(4), torch.ones(1, 4)  # one sample
try:
    norm(x)  # wrong: one value has no variance
except ValueError as error:
    print(error)
out = norm.eval()(x)  # right: the running statistics
print(tuple(out.shape))
# --8<-- [end:one-sample]
assert maps.shape == (8, 16, 26, 26), "with channels second they are found"
assert one.shape == (1, 16, 26, 26), "two axes of 1 make one image a batch"
assert padded.shape == (8, 16, 2, 2), "padding makes room for the kernel"
assert normed.shape == (8, 16, 26, 26), "a norm for 16 channels takes 16"
assert out.shape == (1, 4), "in eval mode one sample is enough"
