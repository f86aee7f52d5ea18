"""Each row has a step of its own. Index with two things at once, the
numbers of the rows and, for each, its step. Steps count from zero.

Difficulty 1 of 3, about 5 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def last(states, lengths):  # (batch, steps, hidden), (batch,)
    ...  # your code: the state after each row's last real step
# --8<-- [end:stub]
# --8<-- [start:solution]
def last(states, lengths):
    return states[range(len(lengths)), lengths - 1]
# --8<-- [end:solution]
# --8<-- [start:wrong-end]
# gets: this is the state after the padding
def last(states, lengths):
    return states[:, -1]
# --8<-- [end:wrong-end]
# --8<-- [start:wrong-one]
# gets: one step of padding is in it: steps count from 0
def last(states, lengths):
    return states[range(len(lengths)), lengths]
# --8<-- [end:wrong-one]
# --8<-- [start:wrong-slice]
# gets: each row gives a state for every length: pair rows with steps
def last(states, lengths):
    return states[:, lengths - 1]
# --8<-- [end:wrong-slice]
# --8<-- [start:wrong-longest]
# gets: each row has a length of its own
def last(states, lengths):
    return states[:, lengths.max() - 1]
# --8<-- [end:wrong-longest]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for rows, steps in ((4, 6), (3, 9), (6, 5)):
    net = nn.GRU(2, 3, batch_first=True).double()
    x = torch.randn(rows, steps, 2, dtype=torch.float64)
    lengths = torch.randint(1, steps, (rows,))
    lengths[:2] = torch.tensor([1, steps - 2])  # not all of one length
    alone = [net(row[None, :end])[1][0, 0]  # no padding at all
             for row, end in zip(x, lengths.tolist())]
    states, wanted = net(x)[0], torch.stack(alone)
    found = last(states, lengths)
    assert isinstance(found, torch.Tensor), "return a tensor of states"
    assert found.shape != (rows, rows, 3), (
        "each row gives a state for every length: pair rows with steps")
    assert found.shape == wanted.shape, "return (batch, hidden)"
    assert not torch.equal(found, states[:, -1]), (
        "this is the state after the padding")
    assert not torch.equal(found[0], states[0, 1]), (
        "one step of padding is in it: steps count from 0")
    assert torch.allclose(found, wanted), (
        "each row has a length of its own")
print("solved")
# --8<-- [end:checker]
