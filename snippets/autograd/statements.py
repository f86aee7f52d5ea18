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
(first,) = torch.autograd.grad(x**3, x, retain_graph=True)
try:
    torch.autograd.grad(first, x)
except RuntimeError as error:
    print(error)
# --8<-- [end:retain]

# --8<-- [start:uphill]
w = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (w**2).sum()
loss.backward()
with torch.no_grad():
    ahead, back = w + 0.01 * w.grad, w - 0.01 * w.grad
print("with the gradient, loss rises:  ", ((ahead**2).sum() > loss).item())
print("against the gradient, it falls: ", ((back**2).sum() < loss).item())
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
assert b.grad.tolist() == [2.0, 2.0], "an add-only graph runs twice"
