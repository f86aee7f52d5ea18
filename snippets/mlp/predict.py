"""A layer is applied to the last axis, and only the bias answers to zeros."""

# --8<-- [start:predict]
import torch
from torch import nn

layer = nn.Linear(3, 2)
out = layer(torch.zeros(4, 3))
print(tuple(out.shape), torch.equal(out[0], out[3]),
      torch.equal(out[0], layer.bias))
# --8<-- [end:predict]

assert torch.equal(out[0], layer.bias), "a layer answers zeros with its bias"
