"""Kernel, stride, padding and dilation decide what an output sees."""

# --8<-- [start:numbers]
import matplotlib.pyplot as plt
import torch
from torch import nn

def seen(n, options, layers, row=None, column=None):
    x = torch.zeros(1, 1, n, n, requires_grad=True)
    z = x
    for _ in range(layers):
        conv = nn.Conv2d(1, 1, *options)
        nn.init.ones_(conv.weight)
        z = conv(z)
    middle = len(z[0, 0]) // 2
    z[0, 0, middle if row is None else row,
      middle if column is None else column].backward()
    return len(z[0, 0]), x.grad[0, 0] > 0

def ends(found):  # the first and the last place that holds a True
    places = found.nonzero().flatten()
    return places[0].item(), places[-1].item()

# --8<-- [end:numbers]
# --8<-- [start:table]
cases = (((3, 1, 0, 1), 1, 2, 4), ((3, 1, 1, 1), 1, 0, 11),
         ((5, 2, 2, 1), 1, 3, 1), ((3, 2, 3, 3), 1, 2, 0),
         ((3, 2, 1, 1), 2, 1, 2), ((2, 3, 1, 2), 2, 0, 1))
for options, layers, row, column in cases:
    k, s, p, d = options
    size, mask = seen(12, options, layers, row, column)
    first, last = ends(seen(99, options, layers)[1].any(0))
    print(f"k {k}  s {s}  p {p}  d {d}  layers {layers}",
          f" output {row} {column}: size {size}, field {last - first + 1},")
    print("  rows {} to {},".format(*ends(mask.any(1))),
          "columns {} to {},".format(*ends(mask.any(0))),
          f"{mask.sum()} pixels")
# --8<-- [end:table]
# --8<-- [start:figure]
fig, axes = plt.subplots(1, 2, figsize=(4.5, 2.6), layout="constrained")
for ax, (options, *place) in zip(axes, (cases[0], cases[3])):
    size, mask = seen(12, options, *place)
    shown = mask.float().where(mask, torch.nan).numpy()
    ax.pcolormesh(shown, vmin=0, vmax=2, edgecolors="gray", linewidth=0.5)
    ax.set_title("kernel {}, stride {},\npadding {}, dilation {}".format(
        *options))
    ax.set(xticks=range(0, 13, 3), yticks=range(0, 13, 3), ylim=(12, 0),
           aspect="equal")
plt.show()
# --8<-- [end:figure]
assert all(seen(12, (k, 2, 0, d), 1, 1, 1)[1].sum() == k * k
           for k in (1, 2, 3, 4) for d in (1, 2)), \
    "inside the image one layer sees k × k pixels, dilated or not"
assert all(ends(seen(99, (k, s, 0, d), 2)[1].any(0))[1]
           - ends(seen(99, (k, s, 0, d), 2)[1].any(0))[0]
           == (k - 1) * d * (1 + s) for k in (2, 3) for s in (1, 2)
           for d in (1, 2)), \
    "two layers see 1 + (k − 1) d (1 + s) pixels from end to end"
