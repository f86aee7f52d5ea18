"""Losses that refuse, warn, or were never called."""

# --8<-- [start:unit]
import warnings

import torch
from torch import nn
from torch.nn import functional as F

logits, y = torch.tensor([2.0, -2.0]), torch.tensor([1.0, 0.0])
try:
    F.binary_cross_entropy(logits, y)  # wrong: no shares
except RuntimeError as error:
    print(error)
loss = F.binary_cross_entropy_with_logits(logits, y)  # right
print(f"{loss:.2f}")
# --8<-- [end:unit]

# --8<-- [start:size]
bce = F.binary_cross_entropy_with_logits
try:
    bce(logits[:, None], y)  # wrong: (2, 1) and (2,)
except ValueError as error:
    print(error)
same = bce(logits[:, None], y[:, None])  # right
print(f"{same:.2f}")
# --8<-- [end:size]

# --8<-- [start:mse]
y = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
pred = y[:, None]  # (5, 1), all right
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    wrong = F.mse_loss(y, pred)  # wrong: (5,) and (5, 1)
print(str(caught[0].message).split(". ")[0])
right = F.mse_loss(y, pred.squeeze(1))  # right: one shape
print(wrong.item(), right.item())
# --8<-- [end:mse]

# --8<-- [start:class]
logits = torch.tensor([[3.0, 0.0], [1.0, 5.0]])
y = torch.tensor([0, 1])
try:
    nn.CrossEntropyLoss(logits, y)  # wrong: only makes it
except RuntimeError as error:
    print(error)
loss = nn.CrossEntropyLoss()(logits, y)  # right: calls it
print(f"{loss:.2f}")
# --8<-- [end:class]
assert loss < 0.1, "a loss that is called finds good logits good"
assert same < 0.2, "two columns are compared one by one"
assert wrong == 4 > right == 0, "one shape, and right answers cost nothing"
