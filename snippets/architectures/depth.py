"""Depth buys pieces, and not the freedom to place them."""

# --8<-- [start:nets]
import torch
from torch.func import jacrev

torch.manual_seed(0)
x = (torch.arange(64).double() + 0.5) / 64  # amid 64 equal pieces


def deep(layers, x):  # (6, 2, 3): six layers of two units
    for units in layers:
        w, b, v = units.T
        x = (x[:, None] * w + b).relu() @ v
    return x


def wide(units, x):  # (64, 3): one layer of 64 units
    return deep(units[None], x)


fold = torch.tensor([[1, 0, 2], [1, -0.5, -4]]).double()
kinks, slopes = torch.arange(64) / 64, torch.randn(64)
units = torch.stack([torch.ones(64), -kinks, slopes], dim=1).double()
# --8<-- [end:nets]
# --8<-- [start:count]
found = []
for name, f, net in (("deep", deep, fold.repeat(6, 1, 1)),
                     ("wide", wide, units)):
    slope = jacrev(f, argnums=1)(net, x).diag()
    pieces = 1 + (slope.diff().abs() > 1e-9).sum().item()
    J = jacrev(f)(net, x).reshape(64, -1)  # (places, numbers)
    rank = torch.linalg.matrix_rank(J).item()
    found.append((net.numel(), pieces, rank))
    print(f"{name}: {net.numel():3} numbers, {pieces} pieces, "
          f"{rank} directions")
# --8<-- [end:count]

(few, folded, narrow), (_, straight, free) = found
assert folded == straight == 64, "six layers of two units make as many " \
    "pieces as one layer of 64 units"
assert narrow < few < 64 == free, "the deep net moves its 64 heights in " \
    "fewer directions than 64, the wide one in all"
