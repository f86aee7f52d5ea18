"""Slope times weight foretells how error and signal fare in 20 layers."""
# --8<-- [start:settings]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F

settings = {  # f, mean of its squared slope near 0, n times var of weights
    "sigmoid": (torch.sigmoid, 1 / 16, None),
    "GELU": (F.gelu, 1 / 4, None),
    "ReLU": (torch.relu, 1 / 2, None),
    "tanh": (torch.tanh, 1, None),
    "sigmoid, 16/n": (torch.sigmoid, 1 / 16, 16),
    "tanh, 1/n": (torch.tanh, 1, 1),
    "ReLU, 2/n": (torch.relu, 1 / 2, 2),
}
# --8<-- [end:settings]
# --8<-- [start:measure]
def sizes(f, scale):
    z, a = [], torch.randn(128, 64).double()
    for _ in range(20):
        layer = nn.Linear(64, 64)  # default: variance 1 / (3n)
        if scale is not None:
            nn.init.normal_(layer.weight, std=(scale / 64) ** 0.5)
        z.append(layer.double()(a))
        a = f(z[-1])
    logits = nn.Linear(64, 10).double()(a)
    C = F.cross_entropy(logits, torch.arange(128) % 10)
    error = torch.stack([delta.norm() for delta in torch.autograd.grad(C, z)])
    signal = torch.stack([t.std(0).norm() for t in z]).detach()  # over rows
    return torch.stack([error / error[-1], signal / signal[0]])
# --8<-- [end:measure]
# --8<-- [start:compare]
torch.manual_seed(0)
ends = {}
fig, ax = plt.subplots(figsize=(4.5, 3.4), layout="constrained")
for name, (f, square, scale) in settings.items():
    nets = torch.stack([sizes(f, scale) for _ in range(5)])
    error, signal = nets.median(0).values  # (layers)
    paper = ((scale or 1 / 3) * square) ** (torch.arange(19, -1, -1) / 2)
    ends[name] = e, s, p = [t.item() for t in (error[0], signal[-1], paper[0])]
    print(f"{name:13} error {e:.0e}  signal {s:.0e}  on paper {p:.0e}")
    if name in ("sigmoid", "GELU", "ReLU", "ReLU, 2/n"):
        ax.semilogy(range(1, 21), error, "o", ms=4, label=name)
        ax.semilogy(range(1, 21), paper, color="gray", ls="--", lw=1)
ax.set(xlabel="layer", ylabel="error / layer 20 (log scale)")
ax.legend()
plt.show()
# --8<-- [end:compare]

for known in ("sigmoid", "GELU", "ReLU", "tanh"):
    *measured, foretold = ends[known]
    assert foretold / 3 < min(measured) and max(measured) < 3 * foretold, (
        "from default weights paper and run agree to a factor of 3"
    )
assert 0.2 < ends["ReLU, 2/n"][0] < 5, "He keeps the errors of ReLU alive"
assert 0.02 < ends["tanh, 1/n"][0] < 1, "Xavier keeps part of tanh's errors"
assert 1e-6 < ends["sigmoid, 16/n"][0] < 0.02, "16/n saves little of sigmoid's"
