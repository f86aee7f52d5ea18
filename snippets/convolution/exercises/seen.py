"""Begin with the output and walk back to the image, so take the layers from
the last to the first. The first pixel of a window is `s` times its number,
less the padding; its last pixel lies `d * (k - 1)` further.

Difficulty 3 of 3, about 20 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn

def by_gradient(layers, i):  # what output i sees of a row of pixels
    x = torch.zeros(1, 1, 400, dtype=torch.float64, requires_grad=True)
    net = nn.Sequential(*(nn.Conv1d(1, 1, *layer) for layer in layers))
    for layer in net.double():
        nn.init.ones_(layer.weight)
    net(x)[0, 0, i].backward()
    seen = x.grad[0, 0].nonzero().flatten().tolist()
    return seen[0], seen[-1]
# --8<-- [end:given]
# --8<-- [start:stub]
def seen(layers, i):  # layers: kernel, stride, padding, dilation of each
    ...  # your code: the numbers of the first and the last pixel
# --8<-- [end:stub]
# --8<-- [start:solution]
def seen(layers, i):
    first = last = i
    for k, s, p, d in reversed(layers):
        first = first * s - p
        last = last * s - p + d * (k - 1)
    return first, last
# --8<-- [end:solution]
# --8<-- [start:wrong-order]
# gets: right for one layer only: walk back from the last to the first
def seen(layers, i):
    first = last = i
    for k, s, p, d in layers:
        first = first * s - p
        last = last * s - p + d * (k - 1)
    return first, last
# --8<-- [end:wrong-order]
# --8<-- [start:wrong-padding]
# gets: the width is right, the place is not: padding moves it left
def seen(layers, i):
    first = last = i
    for k, s, p, d in reversed(layers):
        first = first * s
        last = last * s + d * (k - 1)
    return first, last
# --8<-- [end:wrong-padding]
# --8<-- [start:wrong-end]
# gets: one pixel too many: a kernel of k ends k - 1 steps further
def seen(layers, i):
    first = last = i
    for k, s, p, d in reversed(layers):
        first = first * s - p
        last = last * s - p + d * k
    return first, last
# --8<-- [end:wrong-end]
# --8<-- [start:wrong-dilation]
# gets: a dilated kernel reaches further: d times as far
def seen(layers, i):
    first = last = i
    for k, s, p, d in reversed(layers):
        first = first * s - p
        last = last * s - p + k - 1
    return first, last
# --8<-- [end:wrong-dilation]
# --8<-- [start:wrong-stride]
# gets: neighbouring outputs lie s pixels apart: multiply by the stride
def seen(layers, i):
    first = last = i
    for k, s, p, d in reversed(layers):
        first = first - p
        last = last - p + d * (k - 1)
    return first, last
# --8<-- [end:wrong-stride]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
low = torch.tensor([2, 1, 0, 1])  # k, s, p, d; then the highest ones
for depth, high, message in (
        (1, (5, 1, 0, 1),
         "one pixel too many: a kernel of k ends k - 1 steps further"),
        (1, (5, 3, 0, 1),
         "neighbouring outputs lie s pixels apart: multiply by the stride"),
        (1, (5, 3, 0, 3), "a dilated kernel reaches further: d times as far"),
        (1, (5, 3, 3, 3),
         "the width is right, the place is not: padding moves it left"),
        (3, (4, 3, 3, 3),
         "right for one layer only: walk back from the last to the first")):
    for _ in range(4):
        draws = torch.rand(depth, 4) * (torch.tensor(high) + 1 - low)
        layers, i = (low + draws.long()).tolist(), 6
        found = seen(layers, i)
        assert found is not None, "return two numbers, first and last"
        assert tuple(found) == by_gradient(layers, i), message
print("solved")
# --8<-- [end:checker]
