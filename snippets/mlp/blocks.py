"""The building blocks of nn: what goes in, what comes out, what is learnt."""

# --8<-- [start:shapes]
import torch
from torch import nn

vector, image = torch.zeros(8, 16), torch.zeros(8, 3, 28, 28)
series = torch.zeros(8, 5, 16)  # (batch, time, features)
for name, block, x in (
    ("Linear", nn.Linear(16, 4), vector),
    ("ReLU", nn.ReLU(), vector),
    ("BatchNorm1d", nn.BatchNorm1d(16), vector),
    ("Dropout", nn.Dropout(0.5), vector),
    ("Flatten", nn.Flatten(), image),
    ("Conv2d", nn.Conv2d(3, 6, kernel_size=3), image),
    ("MaxPool2d", nn.MaxPool2d(2), image),
    ("RNN", nn.RNN(16, 4, batch_first=True), series),
):
    out = block(x)
    out = out[0] if isinstance(out, tuple) else out  # RNN: output, state
    count = sum(p.numel() for p in block.parameters())
    print(f"{name:12}{str(tuple(x.shape)):16} → {str(tuple(out.shape)):16}"
          f"{count:4} parameters")
# --8<-- [end:shapes]

assert out.shape == (8, 5, 4), "an RNN answers at each time step"
assert torch.allclose(block(series)[1][0], out[:, -1]), "the state " \
    "that an RNN returns is its answer at the last time step"
