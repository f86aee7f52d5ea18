"""cross_entropy takes classes from 0 on, one for each row, whole numbers."""

# --8<-- [start:bounds]
import torch
from torch.nn import functional as F

logits = torch.zeros(10, 10)  # (batch, classes)
y = torch.arange(1, 11)  # wrong: classes 1 to 10
try:
    F.cross_entropy(logits, y)
except IndexError as error:
    print(error)
loss = F.cross_entropy(logits, y - 1)  # right: 0 to 9
print(f"{loss:.4f}")
# --8<-- [end:bounds]

# --8<-- [start:batch]
y = torch.arange(10)
try:
    F.cross_entropy(logits[:8], y)  # wrong: 8 rows, 10 classes
except ValueError as error:
    print(error)
eight = F.cross_entropy(logits[:8], y[:8])  # right
print(f"{eight:.4f}")
# --8<-- [end:batch]

# --8<-- [start:column]
column = y[:, None]  # (10, 1)
try:
    F.cross_entropy(logits, column)  # wrong
except RuntimeError as error:
    print(error)
loss = F.cross_entropy(logits, column.squeeze(1))  # right
print(f"{loss:.4f}")
# --8<-- [end:column]

# --8<-- [start:floats]
try:
    F.cross_entropy(logits, y.float())  # wrong
except RuntimeError as error:
    print(error)
loss = F.cross_entropy(logits, y.float().long())  # right
print(f"{loss:.4f}")
# --8<-- [end:floats]

# --8<-- [start:one-hot]
codes = F.one_hot(y, num_classes=10)
try:
    F.cross_entropy(logits, codes)  # wrong: whole numbers
except RuntimeError as error:
    print(error)
loss = F.cross_entropy(logits, codes.float())  # right
print(f"{loss:.4f}")
# --8<-- [end:one-hot]
assert logits.shape == (10, 10) and y.max() == 9, "ten classes are 0 to 9"
assert abs(eight - loss) < 1e-6, "equal scores cost the same in 8 rows"
assert column.shape == (10, 1), "a column of classes has two axes"
assert codes.sum() == 10, "a one-hot row has a single 1"
