"""Autograd differentiates the way that the program took."""

# --8<-- [start:predict]
import torch

x = torch.tensor(2.0, requires_grad=True)
y = x
while y < 10:
    y = y * x
y.backward()
# --8<-- [end:predict]

# --8<-- [start:answer]
print("y =", y.item(), " x.grad =", x.grad.item())
# --8<-- [end:answer]

assert y.item() == x.item() ** 4, "the loop ends at x⁴"
assert x.grad == 4 * x.item() ** 3, "the slope is that of x⁴, 4 x³"
