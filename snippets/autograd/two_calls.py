"""backward() writes into .grad and adds; autograd.grad() returns."""

# --8<-- [start:backward]
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
print("before:", w.grad)
(w**2).sum().backward()
print("after backward():", w.grad.tolist())
# --8<-- [end:backward]

# --8<-- [start:grad]
(g,) = torch.autograd.grad((w**2).sum(), w)
print("grad() returns:", g.tolist())
print("w.grad is still:", w.grad.tolist())
# --8<-- [end:grad]

# --8<-- [start:adds]
w = torch.tensor(1.0, requires_grad=True)
(3 * w).backward()
print("first backward: ", w.grad.item())
(3 * w).backward()
print("second backward:", w.grad.item())
optimizer = torch.optim.SGD([w], lr=0.1)
optimizer.zero_grad()
print("after zero_grad:", w.grad)
# --8<-- [end:adds]

# --8<-- [start:wrong-test]
w = torch.ones(2, requires_grad=True)
w.sum().backward()
try:
    if w.grad:  # meant: is there a gradient to clear?
        w.grad.zero_()
except RuntimeError as error:
    print(error)
# --8<-- [end:wrong-test]

# --8<-- [start:right-test]
if w.grad is not None:
    w.grad.zero_()
print("cleared:", w.grad.tolist())
# --8<-- [end:right-test]

assert g.tolist() == [2.0, 4.0], "autograd.grad() returns the gradient, 2 w"
batch = torch.linspace(-1, 2, 8, dtype=torch.float64)
v = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
(whole,) = torch.autograd.grad(((batch * v - 1) ** 2).mean(), v)
for part in batch.split(2):
    (((part * v - 1) ** 2).mean() / 4).backward()
assert abs(v.grad - whole) < 1e-12, "four small batches, " \
    "each loss divided by 4, add up to one large batch's gradient"
