"""A residual block: the shortcut leaves at the input, and is projected."""

# --8<-- [start:block]
import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(c_out)
        nn.init.zeros_(self.norm2.weight)  # the block starts as its shortcut
        self.shortcut = nn.Identity()
        if stride != 1 or c_in != c_out:
            self.shortcut = nn.Conv2d(c_in, c_out, 1, stride, bias=False)

    def forward(self, x):
        h = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(h)) + self.shortcut(x))


# --8<-- [end:block]
# --8<-- [start:shapes]
torch.manual_seed(0)
x = torch.rand(2, 16, 8, 8)  # (batch, channels, height, width), not negative
same, half = Block(16, 16), Block(16, 32, stride=2)
print("16 to 16 channels:", tuple(same(x).shape))
print("16 to 32, stride 2:", tuple(half(x).shape))
print("starts as the identity:", torch.equal(same(x), x))
# --8<-- [end:shapes]
# --8<-- [start:broken]
class Broken(nn.Module):
    def forward(self, x):
        return F.relu(self.conv(x) + x)


try:
    Broken()(x)
except AttributeError as error:
    print(type(error).__name__, error, sep=": ")
# --8<-- [end:broken]

assert same(x).shape == x.shape, "without a stride the block keeps the shape"
assert half(x).shape == (2, 32, 4, 4), "with stride 2 the projection halves " \
    "height and width, as the block does"
assert torch.equal(same(x), x), "with its last norm at zero the block is " \
    "the identity for inputs that are not negative"
