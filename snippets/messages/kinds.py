"""Whole numbers, truth values, words and uneven rows, made into tensors."""

# --8<-- [start:mean]
import torch

hits = torch.tensor([3, 1, 2, 2]) == torch.tensor([3, 1, 0, 2])
try:
    hits.mean()  # wrong: True and False have no mean
except RuntimeError as error:
    print(error)
accuracy = hits.float().mean().item()  # right
print(accuracy)
# --8<-- [end:mean]

# --8<-- [start:long]
x = torch.arange(3)
try:
    x.softmax(0)  # wrong: whole numbers
except NotImplementedError as error:
    print(error)
p = x.float().softmax(0)  # right
print([f"{share:.2f}" for share in p.tolist()])
# --8<-- [end:long]

# --8<-- [start:words]
names = ["cat", "dog", "cat"]
try:
    torch.tensor(names)  # wrong: words
except ValueError as error:
    print(error)
known = sorted(set(names))
y = torch.tensor([known.index(name) for name in names])  # right
print(y.tolist())
# --8<-- [end:words]

# --8<-- [start:ragged]
rows = [[1, 2, 3], [4, 5]]
try:
    torch.tensor(rows)  # wrong: rows of two lengths
except ValueError as error:
    print(error)
rows = [torch.tensor(row) for row in rows]
pad = torch.nn.utils.rnn.pad_sequence
padded = pad(rows, batch_first=True)  # right
print(padded.tolist())
# --8<-- [end:ragged]
assert accuracy == 0.75, "as floats, three hits of four have a mean"
assert abs(p.sum() - 1) < 1e-6, "as floats, three numbers have a softmax"
assert y.tolist() == [0, 1, 0], "names become numbers from 0 on"
assert padded.tolist()[1] == [4, 5, 0], "the shorter row is filled with 0"
