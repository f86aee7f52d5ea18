"""A transformer block by hand equals nn.TransformerEncoderLayer."""

# --8<-- [start:block]
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.self_attn = nn.MultiheadAttention(d, heads, batch_first=True)
        self.linear1, self.linear2 = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(self, x, mask=None):  # (batch, tokens, d)
        h = self.norm1(x)
        h, _ = self.self_attn(h, h, h, attn_mask=mask)
        x = x + h  # tokens exchange
        h = self.linear1(self.norm2(x)).relu()
        return x + self.linear2(h)  # each token by itself
# --8<-- [end:block]
# --8<-- [start:equal]
d = 16
torch.manual_seed(0)
theirs = nn.TransformerEncoderLayer(
    d, nhead=4, dim_feedforward=4 * d, batch_first=True, norm_first=True)
block = Block(d, heads=4)
block.load_state_dict(theirs.state_dict())  # the names are the same
x = torch.randn(2, 5, d).double()
for net in (block, theirs):
    net.double().eval()
with torch.no_grad():
    equal = torch.allclose(block(x), theirs(x))
numbers = sum(p.numel() for p in block.parameters())
print("as nn.TransformerEncoderLayer:", equal)
print(f"{numbers:,} numbers, 12d² + 13d:", 12 * d**2 + 13 * d)
# --8<-- [end:equal]

assert equal, "a block by hand equals nn.TransformerEncoderLayer"
assert numbers == 12 * d**2 + 13 * d, "it has 12d² + 13d numbers"
