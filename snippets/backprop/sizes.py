"""Without biases every layer's weights get an equally tiny gradient."""
# --8<-- [start:measure]
import matplotlib.pyplot as plt
import torch
from torch import nn


def sizes(bias):
    layers = [nn.Linear(64, 64, bias) for _ in range(20)]
    z, a = [], [torch.randn(128, 64)]
    for layer in layers:
        z.append(layer(a[-1]))
        a.append(z[-1].relu())
    out = nn.Linear(64, 10, bias)(a[-1])
    C = nn.functional.cross_entropy(out, torch.arange(128) % 10)
    weights = [layer.weight for layer in layers]
    kinds = (a[:-1], torch.autograd.grad(C, z, retain_graph=True),
             torch.autograd.grad(C, weights))
    return [[t.norm().item() for t in kind] for kind in kinds]
# --8<-- [end:measure]
# --8<-- [start:draw]
torch.manual_seed(0)
ends = {}
fig, axes = plt.subplots(1, 2, figsize=(4.5, 3.2), sharey=True,
                         layout="constrained")
for ax, bias in zip(axes, (True, False)):
    nets = torch.tensor([sizes(bias) for _ in range(20)])
    curves = nets.median(0).values  # (kinds, layers)
    ends[bias] = curves[:, [0, -1]].tolist()
    for name, curve, (one, last) in zip(("A", "δ", "dW"), curves, ends[bias]):
        print(f"bias {bias!s:5} {name:2}  layer 1 {one:.0e}  20 {last:.0e}")
        ax.semilogy(range(1, 21), curve, label=name)
    ax.set(title="with biases" if bias else "without", xlabel="layer")
axes[0].set_ylabel("norm (log scale)")
axes[0].legend()
plt.show()
# --8<-- [end:draw]

(_, delta, _), (activation, bare, weight) = ends[True], ends[False]
assert delta[0] < 1e-5 * delta[1] and bare[0] < 1e-5 * bare[1], (
    "the error fades with biases and without"
)
assert activation[1] < 1e-5 * activation[0] and max(weight) < 1e-6, (
    "without biases A fades too, and first and last layer get tiny gradients"
)
assert ends[True][2][1] > 1e-4, "with biases the last layer gets far more"
