"""A head takes neighbours of the last axis. So cut that axis in two, heads
first, with `unflatten`, and then move the axis of the heads forward with
`permute`. To merge, go the same way back.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def split(x, heads):  # (batch, tokens, d)
    ...  # your code: return (batch, heads, tokens, d / heads)

def merge(x):  # (batch, heads, tokens, d / heads)
    ...  # your code: the way back, to (batch, tokens, d)
# --8<-- [end:stub]
# --8<-- [start:solution]
def split(x, heads):
    return x.unflatten(2, (heads, -1)).permute(0, 2, 1, 3)

def merge(x):
    return x.permute(0, 2, 1, 3).flatten(2)
# --8<-- [end:solution]
# --8<-- [start:wrong-view]
# gets: a row of a head mixes tokens: cut d first, then move the heads
def split(x, heads):
    batch, tokens, d = x.shape
    return x.reshape(batch, heads, tokens, d // heads)

def merge(x):
    batch, heads, tokens, d = x.shape
    return x.reshape(batch, tokens, heads * d)
# --8<-- [end:wrong-view]
# --8<-- [start:wrong-every]
# gets: a head takes neighbours: cut d into (heads, d / heads)
def split(x, heads):
    return x.unflatten(2, (-1, heads)).permute(0, 3, 1, 2)

def merge(x):
    return x.permute(0, 2, 3, 1).flatten(2)
# --8<-- [end:wrong-every]
# --8<-- [start:wrong-merge]
# gets: merge mixes tokens: move the heads behind the tokens first
def split(x, heads):
    return x.unflatten(2, (heads, -1)).permute(0, 2, 1, 3)

def merge(x):
    batch, heads, tokens, d = x.shape
    return x.reshape(batch, tokens, heads * d)
# --8<-- [end:wrong-merge]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for heads, n, d in ((2, 5, 6), (3, 4, 12), (4, 6, 8)):
    x = torch.randn(2, n, d)
    wanted = torch.stack(x.chunk(heads, dim=2), dim=1)
    every = torch.stack([x[..., i::heads] for i in range(heads)], dim=1)
    found = split(x, heads)
    assert found is not None and found.shape == wanted.shape, (
        "split returns (batch, heads, tokens, d / heads)")
    assert not torch.equal(found, x.reshape(wanted.shape)), (
        "a row of a head mixes tokens: cut d first, then move the heads")
    assert not torch.equal(found, every), (
        "a head takes neighbours: cut d into (heads, d / heads)")
    assert torch.equal(found, wanted), (
        "head 0 takes the first d / heads numbers of each token")
    back = merge(found)
    assert back is not None and back.shape == x.shape, (
        "merge returns (batch, tokens, d)")
    assert not torch.equal(back, found.reshape(x.shape)), (
        "merge mixes tokens: move the heads behind the tokens first")
    assert torch.equal(back, x), "merge does not undo split"
print("solved")
# --8<-- [end:checker]
