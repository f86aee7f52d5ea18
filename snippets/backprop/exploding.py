"""Weights a little too large make gradients grow without bound."""
# --8<-- [start:scales]
import matplotlib.pyplot as plt
import torch
from torch import nn

torch.manual_seed(0)
noise = torch.randn(50, 64, 64)
norms = {}
for scale in (0.5, 1.0, 1.5, 2.0):
    W = noise * scale / 64**0.5  # std = scale / √(units)
    a = [torch.randn(32, 64, requires_grad=True)]
    for weight in W:
        a.append(a[-1] @ weight.T)
    grads = torch.autograd.grad(a[-1].sum(), a)
    norms[scale] = [grad.norm().item() for grad in grads]
    ratio = norms[scale][0] / norms[scale][-1]
    print(f"scale {scale}: first / last = {ratio:.0e}")
# --8<-- [end:scales]
# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
for scale, curve in norms.items():
    ax.semilogy(curve, label=f"scale {scale}")
ax.set_xlabel("layer, counted from the input")
ax.set_ylabel("gradient norm (log scale)")
ax.legend()
plt.show()
# --8<-- [end:draw]
# --8<-- [start:clip]
first = nn.Parameter(W[0].clone())  # the net of scale 2.0
clipped = {}
for name, power in (("sum of outputs", 1), ("sum of squares", 2)):
    out = torch.randn(32, 64) @ first.T
    for weight in W[1:]:
        out = out @ weight.T
    first.grad = None
    (out**power).sum().backward()
    finite = bool(first.grad.isfinite().all())
    norm = nn.utils.clip_grad_norm_([first], max_norm=1.0).item()
    clipped[power] = first.grad.norm().item()
    print(f"{name}: finite {finite}, norm {norm:.0e}", end=", ")
    print(f"clipped to {clipped[power]:.2f}")
# --8<-- [end:clip]

gain = {scale: curve[0] / curve[-1] for scale, curve in norms.items()}
assert gain[0.5] < 1e-12 < 0.01 < gain[1.0] < 100, (
    "at scale 0.5 gradients die out, at 1.0 they stay within a factor of 100"
)
assert gain[1.5] > 1e6 and gain[2.0] > 1e12, (
    "at scales 1.5 and 2.0 gradients explode"
)
assert 0.99 < clipped[1] < 1.01, "clipping cuts the norm to 1"
assert torch.equal(first, W[0]), "clipping leaves the weights as they are"
assert clipped[2] == 0, "a norm that overflows wipes the gradient out"
