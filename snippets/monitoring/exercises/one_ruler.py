"""Measure both sets in one mode, without gradients. A loop that goes on
training afterwards must find the net in the mode in which it left it.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def measure(net, parts):  # parts: a list of pairs (x, y)
    ...  # your code: the mean loss of each, by F.mse_loss, as plain numbers
# --8<-- [end:stub]
# --8<-- [start:solution]
def measure(net, parts):
    mode = net.training
    net.eval()
    with torch.no_grad():
        found = [F.mse_loss(net(x), y).item() for x, y in parts]
    net.train(mode)
    return found
# --8<-- [end:solution]
# --8<-- [start:wrong-mode]
# gets: dropout was on: measure in eval mode
def measure(net, parts):
    with torch.no_grad():
        return [F.mse_loss(net(x), y).item() for x, y in parts]
# --8<-- [end:wrong-mode]
# --8<-- [start:wrong-left]
# gets: the net was training, and now it is not: put its mode back
def measure(net, parts):
    net.eval()
    with torch.no_grad():
        return [F.mse_loss(net(x), y).item() for x, y in parts]
# --8<-- [end:wrong-left]
# --8<-- [start:wrong-train]
# gets: the net was in eval mode, and now it trains: put its mode back
def measure(net, parts):
    net.eval()
    with torch.no_grad():
        found = [F.mse_loss(net(x), y).item() for x, y in parts]
    net.train()
    return found
# --8<-- [end:wrong-train]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for rows, other in ((5, 7), (8, 4), (6, 6)):
    net = nn.Sequential(nn.Linear(3, 20), nn.Dropout(0.5), nn.Linear(20, 1))
    parts = [(torch.randn(n, 3), torch.randn(n, 1)) for n in (rows, other)]
    W, b, V, c = net.parameters()
    wanted = [((x @ W.T + b) @ V.T + c - y).square().mean().item()
              for x, y in parts]
    found = measure(net, parts)
    assert found is not None, "return a loss for each pair"
    assert all(isinstance(loss, float) for loss in found), (
        "return plain numbers: a tensor may keep its graph")
    assert torch.allclose(torch.tensor(found), torch.tensor(wanted)), (
        "dropout was on: measure in eval mode")
    assert net.training, (
        "the net was training, and now it is not: put its mode back")
    measure(net.eval(), parts)
    assert not net.training, (
        "the net was in eval mode, and now it trains: put its mode back")
print("solved")
# --8<-- [end:checker]
