"""Two derivatives worked out on paper equal what backward() finds."""

# --8<-- [start:mean]
import torch

x = torch.ones(2, requires_grad=True)
out = (3 * (x + 2) ** 2).mean()
out.backward()
print("out =", out.item(), " x.grad =", x.grad.tolist())
# --8<-- [end:mean]

# --8<-- [start:one-weight]
x, target = torch.tensor(2.0), torch.tensor(7.0)
w = torch.tensor(0.5, requires_grad=True)
loss = (x * w - target) ** 2
loss.backward()
print("autograd:", w.grad.item())
print("by hand: ", (2 * (x * w - target) * x).item())
# --8<-- [end:one-weight]

assert out.item() == 27, "with both x at 1, the mean of 3 (x + 2)² is 27"
assert loss.item() == 36 and w.grad.item() == -24, "the loss is " \
    "(1 - 7)² = 36 and its slope in w is 2 · (1 - 7) · 2 = -24"
for value in (-3.0, 0.5, 4.0):
    w64 = torch.tensor(value, dtype=torch.float64, requires_grad=True)
    ((2 * w64 - 7) ** 2).backward()
    assert abs(w64.grad - 2 * (2 * value - 7) * 2) < 1e-12, \
        "the slope of (2 w - 7)² is 4 (2 w - 7)"
    x64 = torch.full((5,), value, dtype=torch.float64, requires_grad=True)
    (3 * (x64 + 2) ** 2).mean().backward()
    assert (x64.grad - 6 * (value + 2) / 5).abs().max() < 1e-12, \
        "the slope of a mean of five 3 (x + 2)² is 6 (x + 2) / 5 in each x"
