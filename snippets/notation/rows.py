"""nn.Linear computes z = x Wᵀ + b on rows; gradients match in shape."""

# --8<-- [start:rows]
import torch
from torch import nn

torch.manual_seed(0)
layer = nn.Linear(3, 2).double()
W, b = layer.weight, layer.bias  # (out, in), (out,)
x = torch.randn(5, 3, dtype=torch.float64)  # (batch, in)
z = layer(x)  # (batch, out)
print("z = x Wᵀ + b:", torch.allclose(z, x @ W.T + b))

delta = torch.randn(5, 2, dtype=torch.float64)  # ∂L/∂z, (batch, out)
z.backward(delta)
print("∂L/∂W = δᵀ x:", torch.allclose(W.grad, delta.T @ x))
print("shapes:", tuple(W.grad.shape), tuple(b.grad.shape))
# --8<-- [end:rows]
assert torch.allclose(z, x @ W.T + b), "nn.Linear computes x Wᵀ + b"
assert torch.allclose(W.grad, delta.T @ x), "the weight's gradient is δᵀ x"
assert W.grad.shape == W.shape, "the weight's gradient has the weight's shape"
