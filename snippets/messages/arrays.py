"""Between NumPy and tensors: four refusals, four ways round."""

# --8<-- [start:object]
import numpy as np
import torch
from torch import nn

a = np.array([[1, 2], [3, None]])  # a gap: an array of objects
try:
    torch.tensor(a)  # wrong
except TypeError as error:
    print(str(error).split(". ")[0])
x = torch.tensor(a.astype(float))  # right: the gap is nan
print(x.tolist())
# --8<-- [end:object]

# --8<-- [start:stride]
a = np.arange(3)
try:
    torch.from_numpy(np.flip(a))  # wrong: only read backwards
except ValueError as error:
    print(str(error).split(" (")[0])
back = torch.from_numpy(np.flip(a).copy())  # right
print(back.tolist())
# --8<-- [end:stride]

# --8<-- [start:numpy]
w = torch.tensor([1.0, 4.0], requires_grad=True)
try:
    w.sqrt().numpy()  # wrong: NumPy would lose the graph
except RuntimeError as error:
    print(error)
b = w.sqrt().detach().numpy()  # right: says so
print(b.tolist())
# --8<-- [end:numpy]

# --8<-- [start:not-tensor]
a = np.ones((8, 3))
layer = nn.Linear(3, 2)
try:
    layer(a)  # wrong: no tensor
except TypeError as error:
    print(error)
out = layer(torch.tensor(a).float())  # right
print(tuple(out.shape))
# --8<-- [end:not-tensor]
assert x[~x.isnan()].tolist() == [1, 2, 3], "as floats all but the gap stay"
assert back.tolist() == [2, 1, 0], "a copy may be read backwards"
assert b.tolist() == [1, 2], "a detached tensor goes to NumPy"
assert out.shape == (8, 2), "a layer takes what was made a tensor"
