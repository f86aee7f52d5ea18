"""By default sums grow small and alike, and a norm sets their spread to 1."""

# --8<-- [start:layers]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(256, 64).double()  # (samples, inputs)
alike = {}
for name, norm in (("no norm", nn.Identity), ("batch norm", nn.BatchNorm1d)):
    a = x
    for _ in range(8):
        z = norm(64).double()(nn.Linear(64, 64).double()(a))
        a = z.relu()
    size, spread = z.square().mean().sqrt().item(), z.std(0).mean().item()
    alike[name] = spread / size
    print(f"{name:10} size {size:.4f}, spread over the samples {spread:.4f}")
# --8<-- [end:layers]

assert alike["no norm"] < 0.2, "in eight default layers the samples spread " \
    "by less than a fifth of what all share"
assert abs(alike["batch norm"] - 1) < 0.01, "behind batch norm it is all of it"
