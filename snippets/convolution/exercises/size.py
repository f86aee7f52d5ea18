"""Go through the layers in order, and give each the width that the one
before has left. `//` rounds down. A dilated kernel spans
`d * (k - 1) + 1` pixels.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def size(n, layers):  # layers: kernel, stride, padding, dilation of each
    ...  # your code: the width that is left of n, without building a net
# --8<-- [end:stub]
# --8<-- [start:solution]
def size(n, layers):
    for k, s, p, d in layers:
        n = (n + 2 * p - d * (k - 1) - 1) // s + 1
    return n
# --8<-- [end:solution]
# --8<-- [start:wrong-one]
# gets: padding stands on both sides: 2 * p
def size(n, layers):
    for k, s, p, d in layers:
        n = (n + p - d * (k - 1) - 1) // s + 1
    return n
# --8<-- [end:wrong-one]
# --8<-- [start:wrong-up]
# gets: a window that sticks out is not counted: round down
def size(n, layers):
    for k, s, p, d in layers:
        n = -(-(n + 2 * p - d * (k - 1) - 1) // s) + 1
    return n
# --8<-- [end:wrong-up]
# --8<-- [start:wrong-alone]
# gets: each layer starts from the width that the one before has left
def size(n, layers):
    for k, s, p, d in layers:
        width = (n + 2 * p - d * (k - 1) - 1) // s + 1
    return width
# --8<-- [end:wrong-alone]
# --8<-- [start:wrong-dilation]
# gets: dilation stretches k - 1 steps: the first pixel stays
def size(n, layers):
    for k, s, p, d in layers:
        n = (n + 2 * p - d * k) // s + 1
    return n
# --8<-- [end:wrong-dilation]
# --8<-- [start:wrong-fence]
# gets: one window fits before the first step: + 1 after dividing
def size(n, layers):
    for k, s, p, d in layers:
        n = (n + 2 * p - d * (k - 1) - 1) // s
    return n
# --8<-- [end:wrong-fence]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
tries = (  # lowest and highest k, s, p and d; how deep; what it tries
    ((2, 1, 0, 1), (5, 1, 0, 1), 1,
     "one window fits before the first step: + 1 after dividing"),
    ((2, 1, 1, 1), (5, 1, 3, 1), 1, "padding stands on both sides: 2 * p"),
    ((2, 1, 0, 2), (5, 1, 3, 3), 1,
     "dilation stretches k - 1 steps: the first pixel stays"),
    ((2, 2, 0, 1), (5, 4, 3, 3), 1,
     "a window that sticks out is not counted: round down"),
    ((2, 2, 0, 1), (4, 3, 3, 3), 3,
     "each layer starts from the width that the one before has left"))
for low, high, depth, message in tries:
    low, high = torch.tensor(low), torch.tensor(high)
    for n in range(150, 158):
        draws = torch.rand(depth, 4) * (high + 1 - low)
        layers = (low + draws.long()).tolist()
        net = nn.Sequential(*(nn.Conv1d(1, 1, *layer) for layer in layers))
        found = size(n, layers)
        assert found is not None, "return a whole number"
        assert found == net(torch.zeros(1, 1, n)).shape[2], message
print("solved")
# --8<-- [end:checker]
