"""A convolution is a matrix, mostly zeros; its gradient is the transpose."""

# --8<-- [start:matrix]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch.func import jacrev

torch.manual_seed(0)
x = torch.randn(5, 5, dtype=torch.float64)
w = torch.randn(3, 3, dtype=torch.float64)
def conv(x):
    return F.conv2d(x[None, None], w[None, None])[0, 0]

m = jacrev(conv)(x).reshape(9, 25)  # ∂z/∂x, outputs by inputs
print((m != 0).sum().item(), "of", m.numel(), "entries are not zero")
print(len(m[m != 0].round(decimals=9).unique()), "different values")
print(torch.allclose(m @ x.flatten(), conv(x).flatten()))
# --8<-- [end:matrix]
# --8<-- [start:draw]
_, ax = plt.subplots(figsize=(4.5, 2.5), layout="constrained")
shown = m.where(m != 0, torch.nan).numpy()  # nan stays blank
image = ax.imshow(shown, cmap="RdBu", vmin=-2, vmax=2,
                  interpolation="none")
ax.set(xlabel="pixel of the image (25)", ylabel="pixel of the map (9)",
       xticks=[0, 5, 10, 15, 20], yticks=[0, 3, 6])
plt.colorbar(image, label="weight", orientation="horizontal", aspect=40)
plt.show()
# --8<-- [end:draw]
# --8<-- [start:gradient]
x.requires_grad_()
w.requires_grad_()
delta = torch.randn(3, 3, dtype=torch.float64)  # ∂L/∂z, from above
loss = (delta * conv(x)).sum()
dx, dw = torch.autograd.grad(loss, (x, w))
x, w = x.detach()[None, None], w.detach()[None, None]
d = delta[None, None]
print("∂L/∂w:", torch.allclose(dw, F.conv2d(x, d)[0, 0]))
ways = {"transposed matrix": (m.T @ delta.flatten()).view(5, 5),
        "conv_transpose2d": F.conv_transpose2d(d, w)[0, 0],
        "pad, flip, conv2d": F.conv2d(d, w.flip(2, 3), padding=2)[0, 0]}
for name, value in ways.items():
    print("∂L/∂x,", name + ":", torch.allclose(dx, value))
# --8<-- [end:gradient]
assert all(torch.allclose(dx, value) for value in ways.values()), (
    "∂L/∂x is the transposed matrix, applied to the gradient at the map")
assert torch.allclose(dw, F.conv2d(x, d)[0, 0]), (
    "∂L/∂w is the cross-correlation of x and the gradient at the map")
