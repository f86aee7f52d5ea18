"""Batch norm takes its mean down a column, layer norm along a row."""

# --8<-- [start:table]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

x = torch.tensor([[2.0, 7, 1, 8], [2, 8, 1, 9], [4, 5, 9, 2]])
fig, axes = plt.subplots(1, 2, figsize=(4.5, 2.4), layout="constrained")
for ax, axis, name in zip(axes, (0, 1), ("batch norm", "layer norm")):
    tint = ax.axhspan if axis else ax.axvspan  # rows or columns
    means = x.mean(axis)
    for k in range(0, len(means), 2):
        tint(k - 0.5, k + 0.5, color="C0", alpha=0.3)
    for i in range(3):
        for j in range(4):
            ax.text(j, i, f"{x[i, j]:.0f}", ha="center", va="center")
    print(f"{name}: {len(means)} means", *(f"{m:.2f}" for m in means))
    ax.set(title=name, xlabel="features", ylabel="samples", xticks=[],
           yticks=[], xlim=(-0.5, 3.5), ylim=(2.5, -0.5))
plt.show()
# --8<-- [end:table]
# --8<-- [start:images]
torch.manual_seed(0)
x = torch.randn(8, 6, 4, 4).double()  # (images, channels, height, width)


def normalise(x, *dims):
    mean = x.mean(dims, keepdim=True)
    var = x.var(dims, correction=0, keepdim=True)
    print(tuple(mean.shape))
    return (x - mean) / (var + 1e-5).sqrt()


batch = normalise(x, 0, 2, 3)
layer = normalise(x, 1, 2, 3)
group = normalise(x.view(8, 2, 3, 4, 4), 2, 3, 4).view_as(x)
# --8<-- [end:images]

same = F.batch_norm(x, None, None, training=True)
assert torch.allclose(batch, same), "batch norm of images has a mean for " \
    "each channel"
assert torch.allclose(layer, F.layer_norm(x, (6, 4, 4))), "layer norm of " \
    "images has a mean for each image"
assert torch.allclose(group, F.group_norm(x, 2)), "group norm has a mean " \
    "for each image and group of channels"
