"""Two layers of one stack: what shape comes out."""

# --8<-- [start:predict]
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 8, 5, stride=2), nn.MaxPool2d(2))
print(tuple(net(torch.zeros(10, 3, 32, 32)).shape))
print(sum(p.numel() for p in net.parameters()))
# --8<-- [end:predict]
assert net(torch.zeros(10, 3, 32, 32)).shape == (10, 8, 7, 7), "7×7"
