"""A message about types names the two that differ; one call mends it."""

# --8<-- [start:double]
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

x = torch.tensor(np.ones((8, 4)))  # NumPy's numbers are float64
layer = nn.Linear(4, 2)  # torch's are float32
try:
    layer(x)  # wrong
except RuntimeError as error:
    print(error)
out = layer(x.float())  # right
print(tuple(out.shape), out.dtype)
# --8<-- [end:double]

# --8<-- [start:loss]
pred = torch.zeros(2, requires_grad=True)
y = torch.tensor([0.5, -0.25]).double()
try:
    F.huber_loss(pred, y).backward()  # wrong: two types
except RuntimeError as error:
    print(error)
F.huber_loss(pred, y.float()).backward()  # right
print(pred.grad.tolist())
# --8<-- [end:loss]

# --8<-- [start:bytes]
image = torch.full((1, 3, 8, 8), 255, dtype=torch.uint8)
conv = nn.Conv2d(3, 4, kernel_size=3)
try:
    conv(image)  # wrong: bytes
except RuntimeError as error:
    print(error)
scaled = image / 255  # right: floats from 0 to 1
print(tuple(conv(scaled).shape), scaled.max().item())
# --8<-- [end:bytes]

assert out.shape == (8, 2), "after float() the layer takes the batch"
assert pred.grad.tolist() == [-0.25, 0.125], "of one type, slopes come back"
assert scaled.max() == 1, "a byte divided by 255 is at most 1"
