"""Put the new key and the new value behind the old ones first: a token may
see itself. Then one query scores all keys. Nothing later exists yet, so
there is nothing to mask.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def write(q, k, v, cache):  # q, k, v of the newest token: (batch, d)
    keys, values = cache  # of the tokens so far: (batch, tokens, d)
    ...  # your code: return its output, (batch, d), and the new cache
# --8<-- [end:stub]
# --8<-- [start:solution]
def write(q, k, v, cache):
    keys, values = cache
    keys = torch.cat([keys, k[:, None]], dim=1)
    values = torch.cat([values, v[:, None]], dim=1)
    scores = (keys * q[:, None]).sum(dim=2) / q.shape[1] ** 0.5
    weights = scores.softmax(dim=1)
    return (weights[:, :, None] * values).sum(dim=1), (keys, values)
# --8<-- [end:solution]
# --8<-- [start:wrong-late]
# gets: the newest token sees itself: put its key in first
def write(q, k, v, cache):
    keys, values = cache
    weights = ((keys @ q[:, :, None])[:, :, 0] / q.shape[1] ** 0.5).softmax(1)
    out = (weights[:, :, None] * values).sum(dim=1)
    keys = torch.cat([keys, k[:, None]], dim=1)
    return out, (keys, torch.cat([values, v[:, None]], dim=1))
# --8<-- [end:wrong-late]
# --8<-- [start:wrong-kept]
# gets: the cache is as it was: return the longer one
def write(q, k, v, cache):
    keys, values = cache
    keys = torch.cat([keys, k[:, None]], dim=1)
    values = torch.cat([values, v[:, None]], dim=1)
    out = F.scaled_dot_product_attention(q[:, None], keys, values)
    return out[:, 0], cache
# --8<-- [end:wrong-kept]
# --8<-- [start:wrong-last]
# gets: the tokens before are lost: a cache keeps them all
def write(q, k, v, cache):
    return v, (k[:, None], v[:, None])
# --8<-- [end:wrong-last]
# --8<-- [start:wrong-axis]
# gets: a token alone has the weight 1: softmax is along the keys
def write(q, k, v, cache):
    keys, values = cache
    keys = torch.cat([keys, k[:, None]], dim=1)
    values = torch.cat([values, v[:, None]], dim=1)
    scores = (keys * q[:, None]).sum(dim=2) / q.shape[1] ** 0.5
    weights = scores.softmax(dim=0)
    return (weights[:, :, None] * values).sum(dim=1), (keys, values)
# --8<-- [end:wrong-axis]
# --8<-- [start:wrong-root]
# gets: the scores are too large: divide them by the root of d
def write(q, k, v, cache):
    keys, values = cache
    keys = torch.cat([keys, k[:, None]], dim=1)
    values = torch.cat([values, v[:, None]], dim=1)
    weights = (keys * q[:, None]).sum(dim=2).softmax(dim=1)
    return (weights[:, :, None] * values).sum(dim=1), (keys, values)
# --8<-- [end:wrong-root]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for n, d in ((4, 3), (6, 2), (5, 8)):
    q, k, v = torch.randn(3, 2, n, d, dtype=torch.float64)
    whole, steep = (F.scaled_dot_product_attention(
        q, k, v, is_causal=True, scale=scale) for scale in (None, 1.0))
    cache = tuple(q.new_zeros(2, 2, 0, d))  # empty
    for i in range(n):
        found = write(q[:, i], k[:, i], v[:, i], cache)
        assert found is not None and len(found) == 2, (
            "return the output of the newest token, and the new cache")
        out, cache = found
        assert out.shape == (2, d), "return an output (batch, d)"
        assert out.any(), "the newest token sees itself: put its key in first"
        assert i > 0 or torch.allclose(out, v[:, 0]), (
            "a token alone has the weight 1: softmax is along the keys")
        assert cache[0].shape[1] > 0, (
            "the cache is as it was: return the longer one")
        assert cache[0].shape[1] == cache[1].shape[1] == i + 1, (
            "the tokens before are lost: a cache keeps them all")
        assert i == 0 or not torch.allclose(out, steep[:, i]), (
            "the scores are too large: divide them by the root of d")
        assert torch.allclose(out, whole[:, i]), (
            "causal attention over the whole text gives another output")
print("solved")
# --8<-- [end:checker]
