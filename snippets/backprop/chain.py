"""Derivatives multiply along a path and add where paths meet."""
# --8<-- [start:along]
import torch

w1 = torch.tensor(2.0, requires_grad=True)
x, b1, w2, b2 = 3.0, 1.0, 5.0, 1.0
y1 = w1 * x + b1
y2 = w2 * y1 + b2
print("y1, y2:", y1.item(), y2.item())

(dy2_dy1,) = torch.autograd.grad(y2, y1, retain_graph=True)
(dy1_dw1,) = torch.autograd.grad(y1, w1, retain_graph=True)
(dy2_dw1,) = torch.autograd.grad(y2, w1)
print("dy2/dy1:", dy2_dy1.item())
print("dy1/dw1:", dy1_dw1.item())
print("dy2/dw1:", dy2_dw1.item())
# --8<-- [end:along]
# --8<-- [start:over]
a = torch.tensor(3.0, requires_grad=True)
p = 2 * a  # first use of a
q = a**2  # second use of a
p.retain_grad()
q.retain_grad()
cost = 5 * (p + q)
cost.backward()
print("the sum hands on the same gradient:", p.grad.item(), q.grad.item())
parts = 2 * p.grad.item(), 2 * a.item() * q.grad.item()
print("the two uses of a add up:", *parts, "make", a.grad.item())
# --8<-- [end:over]

assert dy2_dy1 * dy1_dw1 == dy2_dw1 == 15, "factors multiply along a path"
assert p.grad == q.grad == 5, "a sum copies its gradient"
assert parts == (10, 30), "each use of a value has a gradient of its own"
assert a.grad == 40, "gradients add where a value is used twice"
