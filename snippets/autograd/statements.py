"""Three common statements about autograd fail, and a prediction."""

# --8<-- [start:second-walk]
import torch

b = torch.ones(2, requires_grad=True)
total = (b + 1).sum()  # a sum remembers no values
total.backward()
total.backward()  # no error
print("two walks of one graph:", b.grad.tolist())
# --8<-- [end:second-walk]

# --8<-- [start:retain]
x = torch.tensor(2.0, requires_grad=True)
y = x**3
(first,) = torch.autograd.grad(y, x, retain_graph=True)
(again,) = torch.autograd.grad(y, x)  # the old graph was kept
print("first derivative, twice:", first.item(), again.item())
try:
    torch.autograd.grad(first, x)
except RuntimeError as error:
    print(error)
# --8<-- [end:retain]

# --8<-- [start:uphill]
w = torch.tensor([1.0, 4.0], requires_grad=True)
loss = (w**2).sum()
loss.backward()
with torch.no_grad():
    ahead, back = w + 0.1 * w.grad, w - 0.1 * w.grad
print("loss at w:           ", loss.item())
print(f"with the gradient:    {(ahead**2).sum():.1f}")
print(f"against the gradient: {(back**2).sum():.1f}")
# --8<-- [end:uphill]

# --8<-- [start:predict]
x = torch.tensor(2.0, requires_grad=True)
y = (x * x).detach() * x
y.backward()
# --8<-- [end:predict]

# --8<-- [start:answer]
print("y =", y.item(), " x.grad =", x.grad.item())
# --8<-- [end:answer]

assert x.grad.item() == 4, "the detached square counts as a constant"
assert b.grad.tolist() == [2.0, 2.0], "a graph of sums can be walked twice"
assert total.item() == 4, "the sum of b + 1 is (1 + 1) + (1 + 1) = 4"
assert first.item() == again.item() == 12, "both walks give 3 x² = 12 at x = 2"
assert (back**2).sum() < loss < (ahead**2).sum(), "the gradient points uphill"
