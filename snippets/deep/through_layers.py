"""Weights of the right size keep a signal through fifty layers."""

# --8<-- [start:walk]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F
from torch.nn import init


def sizes(start, f):  # root mean square of the activations, layer by layer
    a, found = torch.randn(32, 64).double(), []  # (samples, units)
    for _ in range(50):
        w = start(torch.zeros(64, 64).double())  # (out, in)
        a = f(a @ w.T)
        found.append(a.square().mean().sqrt())
    return torch.stack(found)


# --8<-- [end:walk]
# --8<-- [start:table]
starts = {
    "std 1, ReLU": (init.normal_, F.relu),
    "He, ReLU": (init.kaiming_normal_, F.relu),
    "Xavier, ReLU": (init.xavier_normal_, F.relu),
    "default, ReLU": (lambda w: init.kaiming_uniform_(w, 5**0.5), F.relu),
    "std 0.01, ReLU": (lambda w: init.normal_(w, std=0.01), F.relu),
    "Xavier, tanh": (init.xavier_normal_, torch.tanh),
    "LeCun, SELU": (lambda w: init.normal_(w, std=64**-0.5), F.selu),
}
torch.manual_seed(0)
last = {}
fig, ax = plt.subplots(figsize=(4.5, 3.6), layout="constrained")
for number, (name, (start, f)) in enumerate(starts.items()):
    nets = torch.stack([sizes(start, f) for _ in range(9)])
    middle = nets.median(0).values  # (layers,)
    last[name] = middle[-1].item()
    print(f"{name:14}", *(f"{middle[k - 1]:8.0e}" for k in (1, 10, 50)))
    if f is F.relu:
        style = ("-", "--", ":", "-.", "-")[number]
        ax.semilogy(range(1, 51), middle, style, label=name)
ax.set(xlabel="layer", ylabel="size of activations (log scale)")
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:table]

assert last["std 1, ReLU"] > 1e30, "weights of std 1 blow the signal up"
assert last["std 0.01, ReLU"] < 1e-50, "weights of std 0.01 extinguish it"
assert last["default, ReLU"] < 1e-15, "the default loses it in fifty layers"
assert last["Xavier, ReLU"] < 1e-6, "with ReLU, Xavier's rule loses it too"
assert 0.05 < last["He, ReLU"] < 5, "He's rule keeps the signal of ReLU"
assert 0.03 < last["Xavier, tanh"] < 0.3, "with tanh Xavier keeps a tenth"
assert 0.7 < last["LeCun, SELU"] < 1.4, "SELU keeps its size near 1"
