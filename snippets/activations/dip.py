"""SiLU dips below zero and comes back: a smaller input may give more."""

# --8<-- [start:predict]
import torch
from torch.nn import functional as F

x = torch.tensor([-20.0, -1.0, 0.0, 1.0])
order = F.silu(x).argsort()  # from low to high
# --8<-- [end:predict]

# --8<-- [start:answer]
print(x[order].tolist())
# --8<-- [end:answer]

far, near, zero, one = F.silu(x)
assert near < far < zero < one, "SiLU is lower at -1 than at -20"
