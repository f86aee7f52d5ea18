"""The cells of LSTM and GRU by hand, and the slope of the LSTM's memory."""

# --8<-- [start:lstm]
import torch
from torch import nn
from torch.func import jacrev

torch.manual_seed(0)
cell = nn.LSTMCell(3, 4).double()
x, h, c = (torch.randn(2, n).double() for n in (3, 4, 4))


def step(x, h, c):
    z = x @ cell.weight_ih.T + cell.bias_ih
    z = z + h @ cell.weight_hh.T + cell.bias_hh  # (batch, 4 · hidden)
    i, f, g, o = z.chunk(4, -1)  # in, forget, candidate, out
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c, f.sigmoid()


h_new, c_new, forget = step(x, h, c)
pairs = zip((h_new, c_new), cell(x, (h, c)))
both = [torch.allclose(a, b) for a, b in pairs]
print("LSTM by hand, h and c:", *both)
# --8<-- [end:lstm]
# --8<-- [start:gru]
gru = nn.GRUCell(3, 4).double()
r_x, u_x, n_x = (x @ gru.weight_ih.T + gru.bias_ih).chunk(3, -1)
r_h, u_h, n_h = (h @ gru.weight_hh.T + gru.bias_hh).chunk(3, -1)
reset, update = (r_x + r_h).sigmoid(), (u_x + u_h).sigmoid()
candidate = (n_x + reset * n_h).tanh()
mixed = update * h + (1 - update) * candidate
print("GRU by hand:", torch.allclose(mixed, gru(x, h)))
for kind in (nn.RNN, nn.GRU, nn.LSTM):
    count = sum(p.numel() for p in kind(8, 16).parameters())
    print(f"{count:,} numbers in {kind.__name__}(8, 16)")
# --8<-- [end:gru]
# --8<-- [start:slope]
h0, c0, next_x = h[0], c[0], x[1]
gates = torch.diag(step(next_x, h0, c0)[2])  # the forget gate on a diagonal
held = jacrev(lambda c: step(next_x, h0, c)[1])(c0)
out = torch.sigmoid(torch.randn(4).double())  # how far h shows c
true = jacrev(lambda c: step(next_x, out * c.tanh(), c)[1])(c0)
gate = torch.diag(step(next_x, out * c0.tanh(), c0)[2])
print("h held fixed, the slope is the gate:", torch.allclose(held, gates))
print(f"h follows c, they differ by {(true - gate).abs().max():.2f}")
# --8<-- [end:slope]

assert all(both), "the cell by hand is nn.LSTMCell"
assert torch.allclose(mixed, gru(x, h)), "the cell by hand is nn.GRUCell"
assert torch.allclose(held, gates), "with h held fixed the slope of the " \
    "memory is the forget gate"
assert (true - gate).abs().max() > 0.02, "where h follows c it is not"
