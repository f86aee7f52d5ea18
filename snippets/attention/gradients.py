"""The gradients of attention by hand are those of autograd."""

# --8<-- [start:gradients]
import torch

torch.manual_seed(0)
Q, K = (torch.randn(5, 4).double().requires_grad_() for _ in range(2))
V = torch.randn(5, 3).double().requires_grad_()
delta = torch.randn(5, 3).double()  # the error that arrives, dL/dO
S = Q @ K.T / 2  # (5, 5); 2 is the root of d = 4
A = S.softmax(1)
loss = (delta * (A @ V)).sum()
theirs = torch.autograd.grad(loss, (V, S, Q, K))
# --8<-- [end:gradients]
# --8<-- [start:check]
with torch.no_grad():
    dV = A.T @ delta  # (5, 3)
    G = delta @ V.T  # (5, 5), dL/dA
    dS = A * (G - (A * G).sum(1, keepdim=True))
    dQ, dK = dS @ K / 2, dS.T @ Q / 2
for name, mine, its in zip("VSQK", (dV, dS, dQ, dK), theirs):
    print(f"d{name} {tuple(mine.shape)}:", torch.allclose(mine, its))
print("largest row sum of dS is zero:", dS.sum(1).abs().max().item() < 1e-12)
# --8<-- [end:check]

assert all(torch.allclose(m, t) for m, t in zip((dV, dS, dQ, dK), theirs)), \
    "the gradients of attention by hand are those of autograd"
assert dS.sum(1).abs().max() < 1e-12, "the gradients of the scores of a " \
    "query sum to zero"
