"""Score each query with each key by a matrix product. Put minus infinity
where the key comes later than the query, and only then take softmax, along
the keys. `triu` finds what is above the diagonal.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def attend(q, k, v):  # each (batch, tokens, d)
    ...  # your code: causal attention, without F
# --8<-- [end:stub]
# --8<-- [start:solution]
def attend(q, k, v):
    S = q @ k.mT / q.shape[2] ** 0.5
    later = torch.ones(S.shape[1:]).triu(1).bool()
    return S.masked_fill(later, -torch.inf).softmax(2) @ v
# --8<-- [end:solution]
# --8<-- [start:wrong-open]
# gets: every token sees every other: mask the scores of later ones
def attend(q, k, v):
    S = q @ k.mT / q.shape[2] ** 0.5
    return S.softmax(2) @ v
# --8<-- [end:wrong-open]
# --8<-- [start:wrong-zero]
# gets: the first token sees others: a score of 0 has a weight, -inf none
def attend(q, k, v):
    S = q @ k.mT / q.shape[2] ** 0.5
    return S.tril().softmax(2) @ v
# --8<-- [end:wrong-zero]
# --8<-- [start:wrong-late]
# gets: a row's weights sum to less than 1: mask before softmax
def attend(q, k, v):
    S = q @ k.mT / q.shape[2] ** 0.5
    return S.softmax(2).tril() @ v
# --8<-- [end:wrong-late]
# --8<-- [start:wrong-axis]
# gets: the last row's weights do not sum to 1: softmax is along the keys
def attend(q, k, v):
    S = q @ k.mT / q.shape[2] ** 0.5
    later = torch.ones(S.shape[1:]).triu(1).bool()
    return S.masked_fill(later, -torch.inf).softmax(1) @ v
# --8<-- [end:wrong-axis]
# --8<-- [start:wrong-itself]
# gets: the first token sees nothing: it may see itself
def attend(q, k, v):
    S = q @ k.mT / q.shape[2] ** 0.5
    later = torch.ones(S.shape[1:]).triu(0).bool()
    return S.masked_fill(later, -torch.inf).softmax(2) @ v
# --8<-- [end:wrong-itself]
# --8<-- [start:wrong-root]
# gets: the scores are too large: divide them by the root of d
def attend(q, k, v):
    S = q @ k.mT
    later = torch.ones(S.shape[1:]).triu(1).bool()
    return S.masked_fill(later, -torch.inf).softmax(2) @ v
# --8<-- [end:wrong-root]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for n, d in ((4, 3), (6, 2), (5, 8)):
    q, k, v = torch.randn(3, 2, n, d, dtype=torch.float64)
    found = attend(q, k, v)
    assert found is not None and found.shape == v.shape, (
        "return an output for each token, of the shape of v")
    assert not found[:, 0].isnan().any(), (
        "the first token sees nothing: it may see itself")
    theirs, same = F.scaled_dot_product_attention, torch.allclose
    assert not same(found, theirs(q, k, v)), (
        "every token sees every other: mask the scores of later ones")
    one, sums = torch.ones_like(v), attend(q, k, torch.ones_like(v))
    assert same(sums[:, -1], one[:, -1]), (
        "the last row's weights do not sum to 1: softmax is along the keys")
    assert same(sums, one), (
        "a row's weights sum to less than 1: mask before softmax")
    assert same(found[:, 0], v[:, 0]), (
        "the first token sees others: a score of 0 has a weight, -inf none")
    assert not same(found, theirs(q, k, v, is_causal=True, scale=1.0)), (
        "the scores are too large: divide them by the root of d")
    assert same(found, theirs(q, k, v, is_causal=True)), (
        "torch finds other outputs: print both for one row")
print("solved")
# --8<-- [end:checker]
