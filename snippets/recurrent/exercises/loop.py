"""Begin with a state of zeros, one row for each sequence. Go through the
steps with `x.unbind(1)`, keep each new state in a list, and put the list
together in the end.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def rnn(x, Wx, Wh, bx, bh):  # x: (batch, steps, inputs)
    ...  # your code: all states, (batch, steps, hidden), without nn
# --8<-- [end:stub]
# --8<-- [start:solution]
def rnn(x, Wx, Wh, bx, bh):
    states, h = [], x.new_zeros(len(x), len(bh))
    for now in x.unbind(1):
        h = (now @ Wx.T + bx + h @ Wh.T + bh).tanh()
        states.append(h)
    return torch.stack(states, dim=1)
# --8<-- [end:solution]
# --8<-- [start:wrong-fresh]
# gets: step 1 has forgotten step 0: begin with zeros once, not each time
def rnn(x, Wx, Wh, bx, bh):
    states = []
    for now in x.unbind(1):
        h = x.new_zeros(len(x), len(bh))
        states.append((now @ Wx.T + bx + h @ Wh.T + bh).tanh())
    return torch.stack(states, dim=1)
# --8<-- [end:wrong-fresh]
# --8<-- [start:wrong-last]
# gets: this is the last state: keep the states of all steps
def rnn(x, Wx, Wh, bx, bh):
    h = x.new_zeros(len(x), len(bh))
    for now in x.unbind(1):
        h = (now @ Wx.T + bx + h @ Wh.T + bh).tanh()
    return h
# --8<-- [end:wrong-last]
# --8<-- [start:wrong-axis]
# gets: put the states together along axis 1: (batch, steps, hidden)
def rnn(x, Wx, Wh, bx, bh):
    states, h = [], x.new_zeros(len(x), len(bh))
    for now in x.unbind(1):
        h = (now @ Wx.T + bx + h @ Wh.T + bh).tanh()
        states.append(h)
    return torch.stack(states)
# --8<-- [end:wrong-axis]
# --8<-- [start:wrong-linear]
# gets: the bend is missing: tanh makes each new state
def rnn(x, Wx, Wh, bx, bh):
    states, h = [], x.new_zeros(len(x), len(bh))
    for now in x.unbind(1):
        h = now @ Wx.T + bx + h @ Wh.T + bh
        states.append(h)
    return torch.stack(states, dim=1)
# --8<-- [end:wrong-linear]
# --8<-- [start:wrong-square]
# gets: Wh is square, so no error tells that its .T is missing
def rnn(x, Wx, Wh, bx, bh):
    states, h = [], x.new_zeros(len(x), len(bh))
    for now in x.unbind(1):
        h = (now @ Wx.T + bx + h @ Wh + bh).tanh()
        states.append(h)
    return torch.stack(states, dim=1)
# --8<-- [end:wrong-square]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
same = torch.allclose
for batch, steps, hidden in ((2, 4, 3), (5, 3, 4), (3, 6, 2)):
    net = nn.RNN(3, hidden, batch_first=True).double()
    Wx, Wh, bx, bh = [part.detach() for part in net.parameters()]
    x = torch.randn(batch, steps, 3, dtype=torch.float64)
    wanted, alone = net(x)[0], net(x[:, 1:2])[0][:, 0]
    found = rnn(x, Wx, Wh, bx, bh)
    assert found is not None, "return the states"
    assert found.shape != (batch, hidden), (
        "this is the last state: keep the states of all steps")
    assert found.shape == wanted.shape, (
        "put the states together along axis 1: (batch, steps, hidden)")
    assert not same(found[:, 0].tanh(), wanted[:, 0]), (
        "the bend is missing: tanh makes each new state")
    assert same(found[:, 0], wanted[:, 0]), "the first state is another"
    assert not same(found[:, 1], alone), (
        "step 1 has forgotten step 0: begin with zeros once, not each time")
    turned = x[:, 1] @ Wx.T + bx + wanted[:, 0] @ Wh + bh
    assert not same(found[:, 1], turned.tanh()), (
        "Wh is square, so no error tells that its .T is missing")
    assert same(found, wanted), "nn.RNN finds other states"
print("solved")
# --8<-- [end:checker]
