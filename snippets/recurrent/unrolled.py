"""Backpropagation through time: one matrix, a factor for every step."""

# --8<-- [start:order]
import torch
from torch import nn

torch.manual_seed(0)
W = torch.randn(4, 4, dtype=torch.float64, requires_grad=True)
h = [torch.randn(1, 4, dtype=torch.float64, requires_grad=True)]  # a row
for x_t in torch.randn(5, 1, 4).double():
    h.append((h[-1] @ W.T + x_t).tanh())
L = h[-1].square().sum() / 2
first, slope = torch.autograd.grad(L, (h[0], W))

row = mirrored = h[-1].detach()  # ∂L/∂h of the last step, (1, 4)
parts = []
for before, after in zip(h[-2::-1], h[:0:-1]):  # the last step first
    D = torch.diag(1 - after.detach()[0] ** 2)  # slopes of tanh
    parts.append((row @ D).T @ before)  # this step's share of ∂L/∂W
    row = row @ D @ W
    mirrored = mirrored @ W @ D
print("slopes, then W:", torch.allclose(row, first))
print("W, then slopes:", torch.allclose(mirrored, first))
print("the sum of", len(parts), "shares is W's gradient:",
      torch.allclose(sum(parts), slope))
# --8<-- [end:order]
# --8<-- [start:powers]
Q = nn.init.orthogonal_(torch.zeros(32, 32).double())
size = {}
for factor in (0.9, 1.0, 1.1):
    row_t = torch.ones(1, 32).double()
    for _ in range(50):
        row_t = row_t @ (factor * Q)
    size[factor] = (row_t.norm() / 32**0.5).item()
    print(f"50 steps of {factor} Q keep {size[factor]:.3g} of the size")
# --8<-- [end:powers]

assert torch.allclose(row, first), "for rows each step multiplies by the " \
    "slopes, then by W"
assert not torch.allclose(mirrored, first), "the other order is wrong"
assert torch.allclose(sum(parts), slope), "the gradient of the shared " \
    "matrix is the sum over the steps"
assert size[0.9] < 0.01 and size[1.1] > 100, "a factor of 0.9 " \
    "vanishes, one of 1.1 explodes"
assert abs(size[1.0] - 1) < 1e-9, "an orthogonal matrix keeps the size"
