"""The slope of the sigmoid is nowhere larger than a quarter."""

# --8<-- [start:slope]
import torch

x = torch.linspace(-8, 8, 1601, requires_grad=True)
torch.sigmoid(x).sum().backward()  # autograd: the slope at every x

steepest = x.grad.argmax()
print(f"steepest slope: {x.grad[steepest]:.2f}")
print(f"it is at x = {x[steepest].abs():.0f}")
# --8<-- [end:slope]
assert x.grad.max() <= 0.25, "the sigmoid's slope is at most a quarter"
assert abs(x[steepest].item()) < 1e-4, "the sigmoid is steepest at zero"
