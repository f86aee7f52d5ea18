"""Where all scores are equal, causal attention is a running mean."""

# --8<-- [start:predict]
import torch
from torch.nn import functional as F

v = torch.tensor([[[2.0], [4.0], [9.0]]])  # (batch, tokens, d)
zeros = torch.zeros_like(v)  # for queries and keys
out = F.scaled_dot_product_attention(zeros, zeros, v, is_causal=True)
# --8<-- [end:predict]

# --8<-- [start:answer]
print(*(f"{number:.1f}" for number in out.flatten()))
# --8<-- [end:answer]

means = v.cumsum(1) / torch.tensor([[[1.0], [2.0], [3.0]]])
assert torch.allclose(out, means), "with equal scores the outputs are means"
