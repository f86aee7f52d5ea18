"""Put the channels of a group on one axis with all their pixels, by `view`.
Mean and biased variance are taken over this axis, for each sample and group
alone. In the end give back the shape that came.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def group_norm(x, groups, eps):  # x: (batch, channels, height, width)
    ...  # your code: neighbouring channels form a group; no gamma, no beta
# --8<-- [end:stub]
# --8<-- [start:solution]
def group_norm(x, groups, eps):
    parts = x.view(len(x), groups, -1)
    var, mean = torch.var_mean(parts, 2, correction=False, keepdim=True)
    return ((parts - mean) / (var + eps).sqrt()).view(x.shape)
# --8<-- [end:solution]
# --8<-- [start:wrong-batch]
# gets: the batch is in it: each sample has a mean of its own
def group_norm(x, groups, eps):
    parts = x.view(len(x), groups, -1)
    var, mean = torch.var_mean(parts, (0, 2), correction=0, keepdim=True)
    return ((parts - mean) / (var + eps).sqrt()).view(x.shape)
# --8<-- [end:wrong-batch]
# --8<-- [start:wrong-channel]
# gets: each channel is alone here: those of a group share one mean
def group_norm(x, groups, eps):
    var, mean = torch.var_mean(x, (2, 3), correction=0, keepdim=True)
    return (x - mean) / (var + eps).sqrt()
# --8<-- [end:wrong-channel]
# --8<-- [start:wrong-layer]
# gets: all channels are one group here: ask how many there are
def group_norm(x, groups, eps):
    var, mean = torch.var_mean(x, (1, 2, 3), correction=0, keepdim=True)
    return (x - mean) / (var + eps).sqrt()
# --8<-- [end:wrong-layer]
# --8<-- [start:wrong-unbiased]
# gets: this variance is divided by n - 1: norms use the biased one
def group_norm(x, groups, eps):
    parts = x.view(len(x), groups, -1)
    var, mean = torch.var_mean(parts, 2, keepdim=True)
    return ((parts - mean) / (var + eps).sqrt()).view(x.shape)
# --8<-- [end:wrong-unbiased]
# --8<-- [start:wrong-mixed]
# gets: every other channel is in this group: take neighbours
def group_norm(x, groups, eps):
    parts = x.view(len(x), -1, groups, x[0, 0].numel()).transpose(1, 2)
    var, mean = torch.var_mean(parts, (2, 3), correction=0, keepdim=True)
    parts = (parts - mean) / (var + eps).sqrt()
    return parts.transpose(1, 2).reshape(x.shape)
# --8<-- [end:wrong-mixed]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
same = torch.allclose
for channels, groups in ((6, 2), (6, 3), (8, 2)):
    x = torch.randn(3, channels, 2, 2).double()
    x = x + torch.randn(3, channels, 1, 1)
    found = group_norm(x, groups, 0.1)
    assert found is not None and found.shape == x.shape, (
        "return as many numbers as came, in the same shape")
    assert not same(found, F.instance_norm(x, eps=0.1)), (
        "each channel is alone here: those of a group share one mean")
    assert not same(found, F.group_norm(x, 1, eps=0.1)), (
        "all channels are one group here: ask how many there are")
    order = torch.arange(channels).view(-1, groups).T.flatten()
    mixed = F.group_norm(x[:, order], groups, eps=0.1)
    assert not same(found[:, order], mixed), (
        "every other channel is in this group: take neighbours")
    assert same(found[:1], group_norm(x[:1], groups, 0.1)), (
        "the batch is in it: each sample has a mean of its own")
    var, mean = torch.var_mean(x.view(3, groups, -1), 2, keepdim=True)
    unbiased = (x.view(3, groups, -1) - mean) / (var + 0.1).sqrt()
    assert not same(found, unbiased.view(x.shape)), (
        "this variance is divided by n - 1: norms use the biased one")
    assert same(found, F.group_norm(x, groups, eps=0.1)), "torch finds others"
print("solved")
# --8<-- [end:checker]
