"""nn.Conv2d holds (out, in, kh, kw) weights, however large the image is."""

# --8<-- [start:module]
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
layer = nn.Conv2d(3, 16, kernel_size=3)  # in, out, kernel
x = torch.randn(1, 3, 28, 28)  # (batch, channels, height, width)
print(tuple(layer.weight.shape), tuple(layer.bias.shape))
print(tuple(layer(x).shape), tuple(layer(x[..., :9, :20]).shape))
print(tuple(nn.Conv2d(1, 7, 3)(x[:, :1]).shape))  # 7 kernels, 7 maps
# --8<-- [end:module]
# --8<-- [start:functional]
z = F.conv2d(x, layer.weight, layer.bias)  # the weights are arguments here
other = F.conv2d(x, torch.randn(16, 3, 3, 3))
print(torch.equal(layer(x), z), torch.equal(layer(x), other))
# --8<-- [end:functional]
# --8<-- [start:counts]
def count(module):
    return sum(p.numel() for p in module.parameters())

for module in (nn.Conv2d(1, 1, 3), nn.Conv2d(3, 1, 3), nn.Conv2d(3, 16, 3),
               nn.Conv2d(16, 32, 3), nn.Conv2d(16, 32, 3, groups=16),
               nn.Linear(784, 500), nn.Linear(784, 26 * 26)):
    print(f"{count(module):7,} {str(module).replace(', stride=(1, 1)', '')}")
# --8<-- [end:counts]
# --8<-- [start:whole]
convs = nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(),
                      nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(),
                      nn.AvgPool2d(2), nn.Flatten())
head = nn.Sequential(nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84),
                     nn.Tanh(), nn.Linear(84, 10))
print(tuple(head(convs(x[:, :1])).shape))
print(f"convolutions {count(convs):,}, dense layers {count(head):,}")
# --8<-- [end:whole]
assert other.shape == z.shape, "other weights give maps of the same shape"
assert torch.equal(layer(x), z), "nn.Conv2d computes F.conv2d"
assert [count(nn.Conv2d(c, o, 3)) for c, o in ((1, 1), (3, 1), (3, 16))] == [
    10, 28, 448], "9 weights for each input channel of a kernel, and a bias"
assert convs[0](x[:, :1]).shape == (1, 6, 28, 28), (
    "the first convolution makes six maps as large as the image")
assert {type(dense) for dense in head[::2]} == {nn.Linear}, (
    "dense layers and activations take turns in the head")
assert count(convs) < count(head) / 20, (
    "the dense layers hold more than 20 times as many weights")
