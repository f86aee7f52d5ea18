"""Sigmoid and tanh are one curve at two scales, and both saturate."""

# --8<-- [start:sigmoid]
import torch

x = torch.linspace(-110, 110, 10)
s = torch.sigmoid(x)
for number, squashed in zip(x.tolist(), s.tolist()):
    print(f"{number:7.1f}  {squashed:.3g}")
# --8<-- [end:sigmoid]

# --8<-- [start:slope]
grid = torch.linspace(-6, 6, 1201, dtype=torch.float64, requires_grad=True)
y = torch.sigmoid(grid)
(slope,) = torch.autograd.grad(y.sum(), grid)
apart = (slope - y * (1 - y)).abs().max().item()
print("slope is s(1 - s):", apart < 1e-12)
print(f"steepest: {slope.max():.2f}, where s = {y[slope.argmax()]:.2f}")
# --8<-- [end:slope]

# --8<-- [start:limits]
far = torch.tensor([-110.0, 20.0], requires_grad=True)
ends = torch.sigmoid(far)
print(f"sigmoid at {far.tolist()}:", ends.tolist())
high = torch.tensor(12.0)
print(f"tanh at {high.item()}:", torch.tanh(high).item())
ends.sum().backward()
print("slopes of the sigmoid there:", far.grad.tolist())
# --8<-- [end:limits]

# --8<-- [start:tanh]
x = torch.linspace(-1, 1, 10, dtype=torch.float64)
t = torch.tanh(x)
print([round(number, 2) for number in t.tolist()])
gap = (t - (2 * torch.sigmoid(2 * x) - 1)).abs().max().item()
print("tanh(x) = 2 sigmoid(2x) - 1:", gap < 1e-12)
# --8<-- [end:tanh]

assert s[0] == 0 and s[-1] == 1, "in float32 the sigmoid reaches 0 and 1"
assert apart < 1e-12 and slope.max() == 0.25, (
    "the slope of the sigmoid is s(1 - s), and at most a quarter"
)
assert ends.tolist() == [0, 1], (
    "the sigmoid is exactly 0 at -110 and exactly 1 at 20")
assert torch.tanh(high) == 1, "tanh is exactly 1 at 12"
assert far.grad.tolist() == [0.0, 0.0], "at -110 and 20 the slope is exactly 0"
assert gap < 1e-12, "tanh is a stretched and shifted sigmoid"
