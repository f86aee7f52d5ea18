"""Heads are small attentions side by side, and cost no further numbers."""

# --8<-- [start:by-hand]
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
theirs = nn.MultiheadAttention(16, num_heads=2, batch_first=True).double()


def by_hand(x, heads=2):
    qkv = F.linear(x, theirs.in_proj_weight, theirs.in_proj_bias)
    q, k, v = qkv.chunk(3, dim=2)  # each (batch, tokens, 16)
    parts = []
    for q, k, v in zip(*(t.chunk(heads, dim=2) for t in (q, k, v))):
        A = (q @ k.mT / (16 / heads) ** 0.5).softmax(2)
        parts.append(A @ v)  # (batch, tokens, 8)
    return theirs.out_proj(torch.cat(parts, 2))


x = torch.randn(2, 5, 16).double()  # (batch, tokens, d)
with torch.no_grad():
    mine, (out, A) = by_hand(x), theirs(x, x, x, average_attn_weights=False)
print("as nn.MultiheadAttention:", torch.allclose(mine, out))
print("weights:", tuple(A.shape))
# --8<-- [end:by-hand]
# --8<-- [start:count]
numbers = {}
for heads in (1, 4, 16):
    net = nn.MultiheadAttention(16, heads)
    numbers[heads] = sum(p.numel() for p in net.parameters())
    print(heads, "heads:", f"{numbers[heads]:,} numbers")
# --8<-- [end:count]

assert torch.allclose(mine, out), "two small attentions side by side are " \
    "nn.MultiheadAttention with 2 heads"
assert A.shape == (2, 2, 5, 5), "each head has weights of its own"
assert set(numbers.values()) == {1088}, "any number of heads has 1088 numbers"
