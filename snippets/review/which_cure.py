"""Clipping does nothing for the first layer; a start and a shortcut do."""

# --8<-- [start:ratio]
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
    first, *_, last = [weight.grad.norm().item() for weight in weights]
    return first, first / last
# --8<-- [end:ratio]


# --8<-- [start:cures]
cures = {"ReLU alone": sizes(), "clipped": sizes(clip=1e-6),
         "the loss × 1000": sizes(scale=1000), "He's start": sizes(he=True),
         "shortcuts": sizes(shortcut=1)}
for name, (first, ratio) in cures.items():
    print(f"{name:15}  first {first:.0e}, over the last {ratio:.0e}")
# --8<-- [end:cures]

alone, clipped, louder, he, shortcut = [ratio for _, ratio in cures.values()]
assert alone < 1e-5, "twenty ReLU layers lose the gradient by themselves"
assert 0.9 < clipped / alone < 1.1, "clipping leaves the ratio as it is"
assert 0.9 < louder / alone < 1.1, "a larger loss leaves the ratio as it is"
assert min(he, shortcut) > 0.01, "He's start and shortcuts mend the ratio"
