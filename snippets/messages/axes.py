"""Axes and indices: what is out of range, and what fits."""

# --8<-- [start:squeeze]
import torch

x = torch.ones(1, 3, 1)  # a batch of one
try:
    x.squeeze().softmax(dim=1)  # wrong: the batch is gone too
except IndexError as error:
    print(error)
p = x.squeeze(2).softmax(dim=1)  # right: names its axis
print(tuple(p.shape))
# --8<-- [end:squeeze]

# --8<-- [start:index]
x = torch.arange(10)
try:
    x[10]  # wrong: counting begins at 0
except IndexError as error:
    print(error)
last = x[-1]  # right
print(last.item())
# --8<-- [end:index]

# --8<-- [start:item]
losses = torch.tensor([1.0, 2.0, 6.0])  # one for each sample
try:
    losses.item()  # wrong: three numbers are no number
except RuntimeError as error:
    print(error)
mean = losses.mean().item()  # right
print(mean)
# --8<-- [end:item]

# --8<-- [start:assign]
table = torch.zeros(2, 4)
try:
    table[:] = torch.ones(3)  # wrong: a row has 4 places
except RuntimeError as error:
    print(error)
table[:, :3] = torch.ones(3)  # right
print(table.tolist())
# --8<-- [end:assign]

# --8<-- [start:bmm]
q = k = torch.ones(2, 5, 4)  # (batch, positions, features)
try:
    q.bmm(k)  # wrong: 4 features meet 5 positions
except RuntimeError as error:
    print(error)
scores = q.bmm(k.mT)  # right: the last two axes change places
print(tuple(scores.shape))
# --8<-- [end:bmm]
assert p.shape == (1, 3), "squeeze(2) keeps the batch of one"
assert last == 9, "of ten places the last has index 9"
assert mean == 3, "the mean of three losses is one number"
assert table.sum() == 6, "three ones fit into three places of each row"
assert scores.shape == (2, 5, 5), "q · kᵀ has a score for each pair"
