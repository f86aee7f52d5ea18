"""Read the loop in the order in which it runs: what is in `.grad` when
`step` is called for the first time, and what is in it the second time? And
what does `cross_entropy` want, logits or probabilities?

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import copy
import torch
import torch.nn.functional as F
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def train(net, x, y, lr, steps):  # repair it
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for step in range(steps):
        loss = F.cross_entropy(net(x).softmax(dim=1), y)
        optimizer.step()
        loss.backward()
# --8<-- [end:stub]
# --8<-- [start:solution]
def train(net, x, y, lr, steps):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for step in range(steps):
        loss = F.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
# --8<-- [end:solution]
# --8<-- [start:wrong-softmax]
# gets: cross_entropy takes logits: softmax stands in it already
def train(net, x, y, lr, steps):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for step in range(steps):
        loss = F.cross_entropy(net(x).softmax(dim=1), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
# --8<-- [end:wrong-softmax]
# --8<-- [start:wrong-clearing]
# gets: the second step goes wrong: clear the gradients in each step
def train(net, x, y, lr, steps):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for step in range(steps):
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
# --8<-- [end:wrong-clearing]
# --8<-- [start:wrong-cleared]
# gets: no weight moves at all: clear before backward(), not behind it
def train(net, x, y, lr, steps):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for step in range(steps):
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
# --8<-- [end:wrong-cleared]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for steps in (1, 2, 5):
    net, lr = nn.Linear(3, 4), 0.5
    x, y = torch.randn(12, 3), torch.randint(4, (12,))
    old, other = copy.deepcopy(net), copy.deepcopy(net)
    W, b = other.weight, other.bias
    for _ in range(steps):  # the same loop without an optimizer
        slopes = torch.autograd.grad(F.cross_entropy(other(x), y), (W, b))
        W.data -= lr * slopes[0]
        b.data -= lr * slopes[1]
    train(net, x, y, lr, steps)
    moved = not torch.equal(net.weight, old.weight)
    right = torch.allclose(net.weight, W, atol=1e-5)
    assert moved or net.weight.grad is None, (
        "one step has moved no weight: backward() comes before step()")
    assert moved, (
        "no weight moves at all: clear before backward(), not behind it")
    assert steps > 1 or right, (
        "cross_entropy takes logits: softmax stands in it already")
    assert right, (
        "the second step goes wrong: clear the gradients in each step")
print("solved")
# --8<-- [end:checker]
