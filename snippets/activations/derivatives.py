"""The formula of every slope agrees with autograd."""

# --8<-- [start:check]
import math

import torch
import torch.nn.functional as F

x = torch.linspace(-6, 6, 1200, dtype=torch.float64, requires_grad=True)
s, t, plus = torch.sigmoid(x), torch.tanh(x), (x > 0).double()
cdf = torch.special.ndtr(x)  # Φ(x)
pdf = torch.exp(-x.square() / 2) / math.sqrt(2 * math.pi)  # Φ′(x)
m = torch.tanh(F.softplus(x))
hard = torch.where(x > 3, 1, torch.where(x > -3, (2 * x + 3) / 6, 0))
scale, alpha = 1.0507009873554805, 1.6732632423543772  # SELU's λ and α
rows = {
    "sigmoid": (s, s * (1 - s)),
    "tanh": (t, 1 - t.square()),
    "ReLU": (torch.relu(x), plus),
    "leaky ReLU": (F.leaky_relu(x, 0.1), plus + 0.1 * (1 - plus)),
    "ELU": (F.elu(x, 0.7), torch.where(x > 0, 1, 0.7 * x.exp())),
    "SELU": (F.selu(x), scale * torch.where(x > 0, 1, alpha * x.exp())),
    "softplus": (F.softplus(x), s),
    "GELU": (F.gelu(x), cdf + x * pdf),
    "SiLU": (F.silu(x), s + x * s * (1 - s)),
    "Mish": (F.mish(x), m + x * (1 - m.square()) * s),
    "hardswish": (F.hardswish(x), hard),
}
# --8<-- [end:check]

# --8<-- [start:compare]
errors = {}
for name, (y, formula) in rows.items():
    (slope,) = torch.autograd.grad(y.sum(), x)
    errors[name] = (slope - formula).abs().max().item()
    print(f"{name:10} equals its formula: {errors[name] < 1e-12}")
# --8<-- [end:compare]

assert (x < 0).sum() == (x > 0).sum() == 600, "600 points lie " \
    "on each side of the kink, and none on it"
assert len(errors) == 11 and max(errors.values()) < 1e-12, (
    "all eleven slopes agree with autograd"
)
