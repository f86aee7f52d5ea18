"""Two loops: all tensors of the net, parameters and buffers; then those that
are trained. `numel()` says how many numbers, `element_size()` how long one is.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def held(net, state):  # state: 0 for SGD, 1 with momentum, 2 for Adam
    ...  # your code: bytes of the net, its gradients, and the state
# --8<-- [end:stub]
# --8<-- [start:solution]
def held(net, state):
    total = 0
    for t in [*net.parameters(), *net.buffers()]:
        total += t.numel() * t.element_size()
    for w in net.parameters():
        if w.requires_grad:
            total += (1 + state) * w.numel() * w.element_size()
    return total
# --8<-- [end:solution]
# --8<-- [start:wrong-gradients]
# gets: each weight that is trained has a gradient too
def held(net, state):
    total = 0
    for t in [*net.parameters(), *net.buffers()]:
        total += t.numel() * t.element_size()
    for w in net.parameters():
        if w.requires_grad:
            total += state * w.numel() * w.element_size()
    return total
# --8<-- [end:wrong-gradients]
# --8<-- [start:wrong-frozen]
# gets: a frozen weight has no gradient and no state
def held(net, state):
    total = 0
    for t in [*net.parameters(), *net.buffers()]:
        total += t.numel() * t.element_size()
    for w in net.parameters():
        total += (1 + state) * w.numel() * w.element_size()
    return total
# --8<-- [end:wrong-frozen]
# --8<-- [start:wrong-buffers]
# gets: buffers, such as running means, take room too
def held(net, state):
    total = 0
    for w in net.parameters():
        times = 2 + state if w.requires_grad else 1
        total += times * w.numel() * w.element_size()
    return total
# --8<-- [end:wrong-buffers]
# --8<-- [start:wrong-four]
# gets: not every number has 4 bytes: ask element_size()
def held(net, state):
    total = 0
    for t in [*net.parameters(), *net.buffers()]:
        times = 2 + state if t.requires_grad else 1
        total += times * t.numel() * 4
    return total
# --8<-- [end:wrong-four]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for state in (0, 1, 2):
    a, b, c = torch.randint(3, 9, (3,)).tolist()
    frozen = nn.Linear(a, b).requires_grad_(False)
    net = nn.Sequential(frozen, nn.BatchNorm1d(b), nn.Linear(b, c).half())
    weights, buffers = list(net.parameters()), list(net.buffers())
    trained = [w for w in weights if w.requires_grad] * (1 + state)
    all_of_it = weights + buffers + trained
    wanted = sum(t.nbytes for t in all_of_it)
    found = held(net, state)
    assert found is not None, "return a number of bytes"
    for less, why in (
        (sum(w.nbytes for w in trained) // (1 + state),
         "each weight that is trained has a gradient too"),
        (-(1 + state) * sum(w.nbytes for w in frozen.parameters()),
         "a frozen weight has no gradient and no state"),
        (sum(t.nbytes for t in buffers),
         "buffers, such as running means, take room too"),
        (wanted - 4 * sum(t.numel() for t in all_of_it),
         "not every number has 4 bytes: ask element_size()"),
    ):
        assert found != wanted - less, why
    assert found == wanted, f"{found} bytes, {wanted} are held"
print("solved")
# --8<-- [end:checker]
