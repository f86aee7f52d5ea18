"""First freeze or not, then make the new head, and last the optimizer,
with what is to be trained and nothing else.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def reuse(net, classes, lr):  # the last layer of net, an nn.Linear
    ...  # your code: new head, all else frozen; return an SGD for it
# --8<-- [end:stub]
# --8<-- [start:solution]
def reuse(net, classes, lr):
    net.requires_grad_(False)
    net[-1] = nn.Linear(net[-1].in_features, classes)
    return torch.optim.SGD(net[-1].parameters(), lr=lr)
# --8<-- [end:solution]
# --8<-- [start:wrong-order]
# gets: the optimizer holds the weights of the old head
def reuse(net, classes, lr):
    net.requires_grad_(False)
    optimizer = torch.optim.SGD(net[-1].parameters(), lr=lr)
    net[-1] = nn.Linear(net[-1].in_features, classes)
    return optimizer
# --8<-- [end:wrong-order]
# --8<-- [start:wrong-all]
# gets: the new head is frozen too: freeze first, then make it
def reuse(net, classes, lr):
    net[-1] = nn.Linear(net[-1].in_features, classes)
    net.requires_grad_(False)
    return torch.optim.SGD(net[-1].parameters(), lr=lr)
# --8<-- [end:wrong-all]
# --8<-- [start:wrong-free]
# gets: the body is not frozen
def reuse(net, classes, lr):
    net[-1] = nn.Linear(net[-1].in_features, classes)
    return torch.optim.SGD(net[-1].parameters(), lr=lr)
# --8<-- [end:wrong-free]
# --8<-- [start:wrong-head]
# gets: the head still has its old classes
def reuse(net, classes, lr):
    net[:-1].requires_grad_(False)
    return torch.optim.SGD(net[-1].parameters(), lr=lr)
# --8<-- [end:wrong-head]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for inputs, hidden, old, new in ((4, 8, 3, 5), (6, 5, 2, 4), (3, 7, 4, 2)):
    net = nn.Sequential(
        nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, old))
    optimizer = reuse(net, new, lr=0.1)
    assert optimizer is not None, "return the optimizer"
    assert net[-1].out_features == new, "the head still has its old classes"
    assert all(p.requires_grad for p in net[-1].parameters()), (
        "the new head is frozen too: freeze first, then make it")
    assert not any(p.requires_grad for p in net[:-1].parameters()), (
        "the body is not frozen")
    start = [p.clone() for p in net.parameters()]
    net(torch.randn(9, inputs)).square().sum().backward()
    optimizer.step()
    moved = [not torch.equal(a, b) for a, b in zip(start, net.parameters())]
    assert moved[2:] == [True, True], (
        "the optimizer holds the weights of the old head")
    assert moved == [False, False, True, True], "the body has moved"
print("solved")
# --8<-- [end:checker]
