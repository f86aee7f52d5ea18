"""Batch norm in training leaves of two values only their order."""

# --8<-- [start:predict]
import torch
from torch import nn

rows = torch.tensor([[1.0, 5.0], [3.0, 5.0]])
out = nn.BatchNorm1d(2)(rows)
print(out.round().int().tolist())
# --8<-- [end:predict]

assert torch.allclose(out, torch.tensor([[-1.0, 0], [1, 0]]), atol=1e-4), \
    "of two values -1 and 1 are left, of one value twice nothing"
