"""The output-size formula holds for hundreds of settings."""

# --8<-- [start:formula]
import torch
import torch.nn.functional as F
from torch import nn

def size(n, k, p=0, s=1, d=1):  # input, kernel, padding, stride, dilation
    return (n + 2 * p - d * (k - 1) - 1) // s + 1

checked = 0
for n in range(5, 33):
    for k, p, s, d in torch.cartesian_prod(torch.arange(1, 6), torch.arange(3),
                                           torch.arange(1, 4),
                                           torch.arange(1, 3)).tolist():
        if d * (k - 1) + 1 <= n + 2 * p:  # the kernel fits in
            z = F.conv2d(torch.zeros(1, 1, n, n), torch.zeros(1, 1, k, k),
                         padding=p, stride=s, dilation=d)
            assert z.shape[-1] == size(n, k, p, s, d)
            checked += 1
print(checked, "settings agree")
# --8<-- [end:formula]
# --8<-- [start:table]
print("k p s d | 28 becomes")
for k, p, s, d in [(3, 0, 1, 1), (3, 1, 1, 1), (5, 1, 1, 1), (5, 2, 1, 1),
                   (3, 0, 2, 1), (3, 1, 2, 1), (3, 1, 1, 2), (3, 2, 1, 2)]:
    layer = nn.Conv2d(1, 1, k, padding=p, stride=s, dilation=d)
    print(k, p, s, d, "|", layer(torch.zeros(1, 1, 28, 28)).shape[-1])
# --8<-- [end:table]
# --8<-- [start:coverage]
counts = {}
for p in (0, 1):
    x = torch.zeros(1, 1, 5, 5, requires_grad=True)
    F.conv2d(x, torch.ones(1, 1, 3, 3), padding=p).sum().backward()
    counts[p] = x.grad[0, 0].int()  # in how many windows a pixel lies
    print(f"padding {p}:", counts[p][:3].tolist())
# --8<-- [end:coverage]
# --8<-- [start:same]
print(nn.Conv2d(1, 1, 5, padding="same")(torch.zeros(1, 1, 28, 28)).shape[-1])
try:
    nn.Conv2d(1, 1, 3, padding="same", stride=2)
except ValueError as error:
    print(error)
# --8<-- [end:same]
assert size(28, 5, 1) == 26 and size(28, 3, 1) == 28, "1 is right for 3×3"
assert size(28, 3, 0, 2) == 13, "the floor matters: 13.5 becomes 13"
assert counts[1][0, 0] == 4 < counts[1][2, 2] == 9, "corners still count less"
