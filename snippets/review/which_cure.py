"""Clipping does nothing for the first layer; a start and a shortcut do."""

# --8<-- [start:ratio]
import matplotlib.pyplot as plt
import torch
from torch import nn


def sizes(he=False, shortcut=0, clip=None, scale=1):
    torch.manual_seed(0)
    h = torch.randn(64, 32, dtype=torch.float64)
    layers = [nn.Linear(32, 32).double() for _ in range(20)]
    for layer in layers:
        if he:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        h = torch.relu(layer(h)) + shortcut * h
    (scale * h.square().mean()).backward()
    weights = [layer.weight for layer in layers]
    if clip:
        nn.utils.clip_grad_norm_(weights, clip)
    return [weight.grad.norm().item() for weight in weights]
# --8<-- [end:ratio]


# --8<-- [start:cures]
cures = {"ReLU alone": sizes(), "clipped": sizes(clip=1e-6),
         "the loss × 1000": sizes(scale=1000), "He's start": sizes(he=True),
         "shortcuts": sizes(shortcut=1)}
ratios = [found[0] / found[-1] for found in cures.values()]
print("gradient         first  first / last")
for (name, found), ratio in zip(cures.items(), ratios):
    print(f"{name:15}  {found[0]:.0e}  {ratio:.0e}")
# --8<-- [end:cures]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 3.6), layout="constrained")
for (name, found), mark in zip(cures.items(), "os^Dx"):
    ax.semilogy(range(1, 21), found, "-", marker=mark, ms=4, label=name)
ax.set(xlabel="layer", ylabel="size of its gradient (log scale)",
       xticks=(1, 5, 10, 15, 20))
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:figure]

alone, clipped, louder, he, shortcut = ratios
assert alone < 1e-5, "twenty ReLU layers lose the gradient by themselves"
assert 0.9 < clipped / alone < 1.1, "clipping leaves the ratio as it is"
assert 0.9 < louder / alone < 1.1, "a larger loss leaves the ratio as it is"
assert min(he, shortcut) > 0.01, "He's start and shortcuts mend the ratio"
