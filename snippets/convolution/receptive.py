"""The receptive field by formula equals the support of the gradient."""

# --8<-- [start:formula]
import matplotlib.pyplot as plt
import torch
from torch import nn

def formula(layers):  # [(kernel, stride), …]
    field, jump = 1, 1  # width seen by one output, step between neighbours
    for kernel, stride in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field
# --8<-- [end:formula]
# --8<-- [start:gradient]
def measured(layers):
    x = torch.zeros(1, 1, 31, 31, requires_grad=True)
    z = x
    for kernel, stride in layers:
        conv = nn.Conv2d(1, 1, kernel, stride)
        nn.init.ones_(conv.weight)
        z = conv(z)
    middle = len(z[0, 0]) // 2
    z[0, 0, middle, middle].backward()  # one output pixel
    return x.grad[0, 0]

stacks = {"3×3": [(3, 1)], "3×3 twice": [(3, 1)] * 2,
          "3×3 five times": [(3, 1)] * 5,
          "3×3, stride 2, thrice": [(3, 2)] * 3}
for name, layers in stacks.items():
    seen = measured(layers).any(dim=0).sum().item()
    print(f"{name:23} formula {formula(layers):2}, gradient {seen:2}")
# --8<-- [end:gradient]
# --8<-- [start:draw]
_, axes = plt.subplots(2, 2, figsize=(4.5, 4.9), layout="constrained")
for ax, (name, layers) in zip(axes.flat, stacks.items()):
    grad = measured(layers)
    shown = grad.where(grad > 0, torch.nan).numpy()
    most = grad.max()  # the middle of the colour map is seen on any page
    ax.imshow(shown, vmin=-most, vmax=2 * most, interpolation="none",
              extent=(-15.5, 15.5, 15.5, -15.5))
    ax.set_title(f"{name}\n{formula(layers)} pixels wide")
    ax.set(xticks=[-15, 0, 15], yticks=[-15, 0, 15])
for ax in axes[1]:
    ax.set_xlabel("pixels from the middle")
plt.show()
# --8<-- [end:draw]
more = [[(5, 1), (3, 2), (3, 1)], [(7, 2), (3, 2)], [(1, 1), (5, 2)]]
assert all(measured(layers).any(dim=0).sum() == formula(layers)
           for layers in [*stacks.values(), *more]), (
               "the gradient reaches as many pixels as the formula says")
