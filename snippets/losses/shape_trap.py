"""Shapes (N, 1) and (N,) give a perfect prediction a loss of 2 · Var(y)."""
# --8<-- [start:trap]
import warnings

import torch
from torch.nn import functional as F

y = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])  # (5,)
pred = y.clone().unsqueeze(1)  # (5, 1), as nn.Linear(k, 1) returns it
errors = pred - y  # a column minus a row
print("shape", tuple(errors.shape))
print("loss", errors.square().mean().item())
print("2 · Var(y)", 2 * y.var(correction=0).item())
flat = torch.full_like(pred, y.mean())  # the same answer for all
print("loss of the mean for all", (flat - y).square().mean().item())

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    F.mse_loss(pred, y)
print(str(caught[0].message).split(". ")[0])
# --8<-- [end:trap]

# --8<-- [start:fix]
print("fixed", F.mse_loss(pred.squeeze(1), y).item())
# --8<-- [end:fix]
spread = 2 * y.var(correction=0)
assert errors.square().mean() == spread > 0, (
    "a perfect prediction has a loss of 2 · Var(y), which is not 0"
)
free = pred.clone().requires_grad_()
(slope,) = torch.autograd.grad((free - y).square().mean(), free)
assert torch.allclose(slope, 2 * (pred - y.mean()) / 5), (
    "the loss pulls every prediction to the mean of the targets"
)
assert (flat - y).square().mean() == spread / 2, "there the loss is Var(y)"
assert caught, "mse_loss warns of the two shapes"
assert F.mse_loss(pred.squeeze(1), y) == 0, "with one shape the loss is 0"
