"""How many samples there are, how they are split, and what comes with one."""

# --8<-- [start:empty]
import torch
from torch.utils import data

torch.manual_seed(0)
samples = data.TensorDataset(torch.arange(10))
none = data.Subset(samples, [])  # wrong: a filter took all
try:
    data.DataLoader(none, shuffle=True)
except ValueError as error:
    print(error)
loader = data.DataLoader(samples, batch_size=4)
print(len(none), len(samples), len(loader))  # right: ask first
# --8<-- [end:empty]

# --8<-- [start:split]
try:
    data.random_split(samples, [8, 1])  # wrong: 9 of 10
except ValueError as error:
    print(error)
parts = data.random_split(samples, [0.8, 0.2])  # right: shares
print([len(part) for part in parts])
# --8<-- [end:split]

# --8<-- [start:pair]
try:
    for x, y in loader:  # wrong: there are no labels
        print(x)
except ValueError as error:
    print(error)
seen = 0
for (x,) in loader:  # right: a list of one tensor
    seen += len(x)
print(seen)
# --8<-- [end:pair]
assert len(none) == 0 < len(loader), "an empty set has length 0"
assert [len(part) for part in parts] == [8, 2], "shares add up to all"
assert seen == len(samples), "one tensor comes in a list of one"
