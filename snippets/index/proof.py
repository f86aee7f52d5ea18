"""The slope of the sigmoid, at 1,601 places, is at most a quarter."""

# --8<-- [start:slope]
import torch

x = torch.linspace(-8, 8, 1601, requires_grad=True)
torch.sigmoid(x).sum().backward()  # autograd: the slope at every x

steepest = x.grad.argmax()
print(f"steepest slope: {x.grad[steepest]:.2f}")
print(f"it is at x = {x[steepest].abs():.0f}")
# --8<-- [end:slope]
assert x.grad.max() <= 0.25, "at 1,601 places from -8 to 8, the slope of " \
    "the sigmoid is at most a quarter"
assert abs(x[steepest].item()) < 1e-4, "of these, it is steepest at zero"
miss = x.grad - (0.25 - (torch.sigmoid(x.detach()) - 0.5) ** 2)
assert miss.abs().max() < 1e-6, "at each, the slope is ¼ − (σ − ½)²"
