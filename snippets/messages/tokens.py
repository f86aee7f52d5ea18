"""Whole numbers that name things: words, classes, places."""

# --8<-- [start:embedding]
import torch
from torch import nn
from torch.nn import functional as F

words = torch.tensor([10])
try:
    nn.Embedding(10, 4)(words)  # wrong: holds words 0 to 9
except IndexError as error:
    print(error)
table = nn.Embedding(11, 4)  # right
vectors = table(words)
print(tuple(vectors.shape))
# --8<-- [end:embedding]

# --8<-- [start:float-index]
try:
    table(words.float())  # wrong
except RuntimeError as error:
    print(error)
x = torch.tensor([5, 6, 7])
order = torch.tensor([2.0, 0.0])
try:
    x[order]  # wrong
except IndexError as error:
    print(error)
picked = x[order.long()]  # right
print(picked.tolist())
# --8<-- [end:float-index]

# --8<-- [start:one-hot]
y = torch.tensor([0, 3])
try:
    F.one_hot(y, num_classes=3)  # wrong: classes 0, 1, 2
except RuntimeError as error:
    print(error)
codes = F.one_hot(y, num_classes=4)  # right
print(codes.tolist())
# --8<-- [end:one-hot]

# --8<-- [start:tuple]
x = torch.zeros(8, 5, 3)  # (batch, positions, features)
rnn, head = nn.LSTM(3, 6, batch_first=True), nn.Linear(6, 2)
try:
    head(rnn(x))  # wrong: an LSTM returns a pair
except TypeError as error:
    print(error)
states, (last, cell) = rnn(x)
logits = head(states[:, -1])  # right: at the last position
print(tuple(logits.shape))
# --8<-- [end:tuple]
assert vectors.shape == (1, 4), "a table of 11 rows has a row 10"
assert picked.tolist() == [7, 5], "whole numbers pick places"
assert codes[1, 3] == 1, "a fourth class needs a fourth column"
assert logits.allclose(head(last[0])), "the last output is the last state"
