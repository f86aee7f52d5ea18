"""Before a norm weights have no scale; batch norm folds, layer norm not."""

# --8<-- [start:scale]
import torch
from torch import nn

torch.manual_seed(0)
x, target = torch.randn(64, 8).double(), torch.randn(64, 4).double()
w = torch.randn(4, 8).double()  # (out, in)
norm = nn.BatchNorm1d(4, eps=1e-12, affine=False).double()
outputs, slopes = [], []
for scale in (1, 100):
    v = (scale * w).requires_grad_()
    outputs.append(norm(x @ v.T))
    loss = (outputs[-1] - target).square().mean()
    slopes.append(torch.autograd.grad(loss, v)[0])
    along = (slopes[-1] * v).sum(1).abs().max().item()
    print(f"weights × {scale:3}: gradient {slopes[-1].norm():.1e}, "
          f"along the weights {along:.3f}")
print("same outputs:", torch.allclose(*outputs))
# --8<-- [end:scale]
# --8<-- [start:fold]
linear, norm = nn.Linear(8, 4).double(), nn.BatchNorm1d(4).double()
nn.init.uniform_(norm.weight, 0.5, 2)  # any scales,
nn.init.normal_(norm.bias)  # shifts,
for batch in x.split(16):
    norm(linear(batch))  # and stored means and variances
norm.eval()
factor = norm.weight / (norm.running_var + norm.eps).sqrt()
folded = nn.Linear(8, 4).double()
with torch.no_grad():
    folded.weight.copy_(factor[:, None] * linear.weight)
    folded.bias.copy_(factor * (linear.bias - norm.running_mean) + norm.bias)
print("one layer instead of two:", torch.allclose(folded(x), norm(linear(x))))
# --8<-- [end:fold]
# --8<-- [start:straight]
layer_norm = nn.LayerNorm(4).double()
gaps = []
for name, last in (("batch norm", norm), ("layer norm", layer_norm)):
    f = nn.Sequential(linear, last)
    middle, mean = f((x[:1] + x[1:2]) / 2), (f(x[:1]) + f(x[1:2])) / 2
    gaps.append((middle - mean).abs().max().item())
    print(f"{name}: off the straight line by {gaps[-1]:.2f}")
# --8<-- [end:straight]

assert torch.allclose(*outputs), "a hundred times the weights, same outputs"
assert torch.allclose(slopes[0], 100 * slopes[1]), "and a hundredth of the " \
    "gradient"
assert along < 1e-9, "the gradient is at right angles to each unit's weights"
assert torch.allclose(folded(x), norm(linear(x))), "batch norm in eval mode " \
    "folds into the layer before it"
assert gaps[0] < 1e-9 < 0.005 < gaps[1], "batch norm in eval mode is a " \
    "straight map, layer norm is not"
