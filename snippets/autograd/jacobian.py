"""backward computes v J, one row at a time, from a graph used up once."""

# --8<-- [start:scalar]
import torch

z = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
p = torch.softmax(z, dim=0)  # three outputs: which one to differentiate?
try:
    p.backward()
except RuntimeError as error:
    print(error)
# --8<-- [end:scalar]

# --8<-- [start:full]
p = torch.softmax(z, dim=0)
J = torch.func.jacrev(lambda z: torch.softmax(z, dim=0))(z).detach()
print("J has shape", tuple(J.shape), "and is diag(p) - pᵀ p:", end=" ")
print(torch.allclose(J, (torch.diag(p) - torch.outer(p, p)).detach()))

v = torch.tensor([1.0, 0.0, -2.0])  # one weight for each output
(vJ,) = torch.autograd.grad(p, z, grad_outputs=v)
print("v J is what comes back:", torch.allclose(vJ, v @ J, atol=1e-6))
# --8<-- [end:full]

# --8<-- [start:rows]
p = torch.softmax(z, dim=0)
(row1,) = torch.autograd.grad(p[1], z, retain_graph=True)  # keep the graph
(row2,) = torch.autograd.grad(p[2], z)  # the last walk: let it go
print("row 1:", [round(g, 3) for g in row1.tolist()])
print("row 2:", [round(g, 3) for g in row2.tolist()])
# --8<-- [end:rows]

# --8<-- [start:third]
try:
    torch.autograd.grad(p[0], z)
except RuntimeError as error:
    print(str(error).split(" (")[0])
# --8<-- [end:third]

assert torch.allclose(row1, J[1], atol=1e-6), "the gradient of p[1] " \
    "is row 1 of the Jacobian"
assert torch.allclose(row2, J[2], atol=1e-6), "the gradient of p[2] " \
    "is row 2 of the Jacobian"
assert torch.allclose(vJ, J[0] - 2 * J[2], atol=1e-6), "v J is " \
    "the sum of the Jacobian's rows, each times its number in v"
assert torch.linalg.matrix_rank(J).item() == 2, "the Jacobian " \
    "of softmax over three numbers has rank 2"
