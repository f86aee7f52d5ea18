"""A message about shapes names the sizes that do not fit."""

# --8<-- [start:multiply]
import torch
from torch import nn

x = torch.zeros(64, 784)  # (batch, features)
try:
    nn.Linear(100, 10)(x)  # wrong: waits for 100 features
except RuntimeError as error:
    print(str(error).removeprefix("addmm: "))
scores = nn.Linear(784, 10)(x)  # right
print(tuple(scores.shape))
# --8<-- [end:multiply]

# --8<-- [start:broadcast]
x, weight = torch.ones(2, 3), torch.tensor([1.0, 5.0])
try:
    x.mul(weight)  # wrong: a weight for each column
except RuntimeError as error:
    print(error)
weighted = x.mul(weight[:, None])  # right: one for each row
print(weighted.tolist())
# --8<-- [end:broadcast]

# --8<-- [start:reshape]
x = torch.arange(12)
try:
    x.reshape(2, 5)  # wrong: 10 places for 12 numbers
except RuntimeError as error:
    print(error)
rows = x.reshape(2, -1)  # right: torch finds the 6
print(tuple(rows.shape))
# --8<-- [end:reshape]

# --8<-- [start:view]
x = torch.arange(6).reshape(2, 3)
try:
    x.T.view(6)  # wrong: the numbers lie in another order
except RuntimeError as error:
    print(error)
flat = x.T.reshape(6)  # right: it copies where it must
print(flat.tolist())
# --8<-- [end:view]

# --8<-- [start:cat]
a, b = torch.ones(2, 3), torch.ones(4, 3)
try:
    torch.cat([a, b], dim=1)  # wrong: 2 rows beside 4
except RuntimeError as error:
    print(error)
both = torch.cat([a, b], dim=0)  # right: one below the other
print(tuple(both.shape))
# --8<-- [end:cat]
assert scores.shape == (64, 10), "a layer for 784 features takes the batch"
assert weighted[1].tolist() == [5, 5, 5], "a column weighs each row"
assert rows.shape == (2, 6), "-1 stands for the size that is left"
assert flat.tolist() == [0, 3, 1, 4, 2, 5], "reshape copies a transpose"
assert both.shape == (6, 3), "on dim 0 the rows add up"
