"""A recurrent layer returns all its states, and the last one."""

# --8<-- [start:predict]
import torch
from torch import nn

states, last = nn.RNN(3, 4, batch_first=True)(torch.zeros(2, 5, 3))
print(tuple(states.shape), tuple(last.shape))
# --8<-- [end:predict]

assert states.shape == (2, 5, 4), "there is a state of 4 for each of 5 steps"
assert last.shape == (1, 2, 4), "of the last states there is one layer"
