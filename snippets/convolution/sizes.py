"""The output-size formula holds for hundreds of settings."""

# --8<-- [start:formula]
import torch
import torch.nn.functional as F
from torch import nn

def size(n, k, p, s, d):  # input, kernel, padding, stride, dilation
    return (n + 2 * p - d * (k - 1) - 1) // s + 1

checked = 0
for n in range(5, 33):
    for k, p, s, d in torch.cartesian_prod(torch.arange(1, 6), torch.arange(3),
                                           torch.arange(1, 4),
                                           torch.arange(1, 3)).tolist():
        if d * (k - 1) + 1 <= n + 2 * p:  # the kernel fits in
            z = F.conv2d(torch.zeros(1, 1, n, n), torch.zeros(1, 1, k, k),
                         padding=p, stride=s, dilation=d)
            side = size(n, k, p, s, d)
            assert z.shape == (1, 1, side, side)
            checked += 1
print(checked, "settings agree")
# --8<-- [end:formula]
# --8<-- [start:table]
print("k p s d | 28 28 becomes")
for k, p, s, d in [(3, 0, 1, 1), (3, 1, 1, 1), (5, 1, 1, 1), (5, 2, 1, 1),
                   (3, 0, 2, 1), (3, 1, 2, 1), (3, 1, 1, 2), (3, 2, 1, 2)]:
    layer = nn.Conv2d(1, 1, k, padding=p, stride=s, dilation=d)
    print(k, p, s, d, "|", *layer(torch.zeros(1, 1, 28, 28)).shape[2:])
# --8<-- [end:table]
# --8<-- [start:coverage]
counts = {}
for p in (0, 1):
    x = torch.zeros(1, 1, 5, 5, requires_grad=True)
    F.conv2d(x, torch.ones(1, 1, 3, 3), padding=p).sum().backward()
    counts[p] = x.grad[0, 0].int()  # in how many windows a pixel lies
    print(counts[p])
# --8<-- [end:coverage]
# --8<-- [start:same]
layer = nn.Conv2d(1, 8, 5, padding="same")
print(tuple(layer(torch.zeros(1, 1, 28, 28)).shape))
try:
    nn.Conv2d(1, 1, 3, padding="same", stride=2)
except ValueError as error:
    print(error)
# --8<-- [end:same]
assert size(28, 3, 1, 1, 1) == 28, "padding 1 keeps the size for 3×3"
assert size(28, 5, 1, 1, 1) == 26, "padding 1 does not keep the size for 5×5"
assert size(28, 3, 0, 2, 1) == 13, "a part of a window is not counted"
assert x.grad.sum() == (2 + 3 + 3 + 3 + 2) ** 2, (
    "with padding 1, five windows cover 13 pixels of each row and column")
assert counts[1][0, 0] == 4 < counts[1][2, 2] == 9, (
    "with padding 1, a corner lies in 4 windows, the centre in 9")
