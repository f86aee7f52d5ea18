"""A recurrent layer is a loop: one rule, applied at every step."""

# --8<-- [start:paper]
import torch
from torch import nn


def read(inputs, h=0.0):
    states = []
    for x in inputs:
        h = 0.5 * h + x  # the same rule at every step
        states.append(h)
    return states


print("4, 0, 2 leaves", *read((4, 0, 2)))
print("2, 0, 4 leaves", *read((2, 0, 4)))
# --8<-- [end:paper]
# --8<-- [start:loop]
torch.manual_seed(0)
rnn = nn.RNN(3, 4, batch_first=True).double()
W_x, W_h = rnn.weight_ih_l0, rnn.weight_hh_l0  # (4, 3), (4, 4)
x = torch.randn(2, 5, 3).double()  # (batch, steps, inputs)
h = torch.zeros(2, 4).double()  # (batch, hidden)
states = []
for x_t in x.unbind(1):  # x_t: (batch, inputs)
    z = x_t @ W_x.T + rnn.bias_ih_l0 + h @ W_h.T + rnn.bias_hh_l0
    h = z.tanh()
    states.append(h)
outputs, last = rnn(x)
print("all states", tuple(outputs.shape), "last", tuple(last.shape))
print("the loop agrees:", torch.allclose(torch.stack(states, 1), outputs))
print("last is the last:", torch.allclose(last[0], outputs[:, -1]))
# --8<-- [end:loop]

assert read((4, 0, 2)) == [4, 2, 3], "4, 0, 2 leaves the states 4, 2, 3"
assert read((2, 0, 4))[-1] == 4.5, "the same inputs in the other order end " \
    "at 4.5"
assert torch.allclose(torch.stack(states, 1), outputs), "nn.RNN is this loop"
assert torch.allclose(last[0], outputs[:, -1]), "the second result is the " \
    "last state"
