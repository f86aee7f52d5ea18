"""Attention reaches the first token in one step, an RNN through all others."""

# --8<-- [start:reach]
import torch
from torch import nn

torch.manual_seed(0)
attention = nn.MultiheadAttention(32, 1, batch_first=True).double()
rnn, lstm = nn.RNN(32, 32).double(), nn.LSTM(32, 32).double()
found = {}
for tokens in (10, 50, 200):
    x = torch.randn(tokens, 32).double().requires_grad_()
    outputs = {"attention": attention(x[-1:][None], x[None], x[None])[0],
               "RNN": rnn(x)[0], "LSTM": lstm(x)[0]}
    for name, out in outputs.items():
        last = out.view(-1, 32)[-1].sum()  # what comes out at the last token
        slopes, = torch.autograd.grad(last, x)  # (tokens, 32)
        found[name, tokens] = slopes[0].norm().item()
    print(f"{tokens:3} tokens:", *(f"{name} {found[name, tokens]:.0e}"
                                  for name in outputs))
# --8<-- [end:reach]

assert found["attention", 200] > 1e-3, "over 200 tokens a slope is left"
assert found["RNN", 200] < 1e-12 > found["LSTM", 200], "RNN and LSTM, fresh " \
    "from their start, do not"
