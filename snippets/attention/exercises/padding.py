"""Compare `torch.arange(n)` with the lengths, turned into a column: that
says which places hold a token. One of the two wants just this, the other
its opposite. The function's mask needs one more axis, for the queries.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def masks(lengths, n):  # lengths: (batch,), the rest of n is padding
    ...  # your code: two masks that hide the padding, one (batch, n)
    # for nn.MultiheadAttention and one (batch, 1, n) for
    # F.scaled_dot_product_attention
# --8<-- [end:stub]
# --8<-- [start:solution]
def masks(lengths, n):
    real = torch.arange(n) < lengths[:, None]
    return ~real, real[:, None]
# --8<-- [end:solution]
# --8<-- [start:wrong-module]
# gets: nn.MultiheadAttention ignores what is True, here a token
def masks(lengths, n):
    real = torch.arange(n) < lengths[:, None]
    return real, real[:, None]
# --8<-- [end:wrong-module]
# --8<-- [start:wrong-function]
# gets: F.scaled_dot_product_attention keeps what is True, not this token
def masks(lengths, n):
    pad = torch.arange(n) >= lengths[:, None]
    return pad, pad[:, None]
# --8<-- [end:wrong-function]
# --8<-- [start:wrong-one]
# gets: a row sees padding: place i is a token if i < length
def masks(lengths, n):
    real = torch.arange(n) <= lengths[:, None]
    return ~real, real[:, None]
# --8<-- [end:wrong-one]
# --8<-- [start:wrong-queries]
# gets: a mask of queries hides no key: make the second one (batch, 1, n)
def masks(lengths, n):
    real = torch.arange(n) < lengths[:, None]
    return ~real, real[:, :, None]
# --8<-- [end:wrong-queries]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
net = nn.MultiheadAttention(8, 2, batch_first=True).double()
for rows, n in ((3, 5), (2, 4), (4, 7)):
    x = torch.randn(rows, n, 8, dtype=torch.float64)
    lengths = torch.randint(1, n, (rows,))
    pair = masks(lengths, n)
    assert pair is not None and len(pair) == 2, "return two masks"
    pad, real = pair
    assert pad.shape == (rows, n), "make the first mask (batch, n)"
    assert real.shape == (rows, 1, n), (
        "a mask of queries hides no key: make the second one (batch, 1, n)")
    assert not pad[:, 0].any(), (
        "nn.MultiheadAttention ignores what is True, here a token")
    assert real[:, 0, 0].all(), (
        "F.scaled_dot_product_attention keeps what is True, not this token")
    attend = F.scaled_dot_product_attention
    long = net(x, x, x, key_padding_mask=pad)[0], attend(x, x, x, real)
    for i, end in enumerate(lengths.tolist()):
        row = x[i:i + 1, :end]  # the same tokens without padding
        short = net(row, row, row)[0], attend(row, row, row)
        for ours, alone in zip(long, short):
            assert torch.allclose(ours[i, :end], alone[0]), (
                "a row sees padding: place i is a token if i < length")
print("solved")
# --8<-- [end:checker]
