"""Two layers of one stack: what shape comes out."""

# --8<-- [start:predict]
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 8, 5, stride=2), nn.MaxPool2d(2))
x = torch.zeros(10, 3, 32, 32)
print(tuple(net(x).shape))
print(sum(p.numel() for p in net.parameters()))
# --8<-- [end:predict]
assert net[0](x).shape == (10, 8, 14, 14), "the convolution leaves 14 × 14"
assert net(x).shape == (10, 8, 7, 7), "pooling halves 14 × 14 to 7 × 7"
