"""A 3×3 kernel (1, 0, −1) answers −3 at an edge and −6 on a ramp."""

# --8<-- [start:slide]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

x = torch.tensor([0.0, 0.0, 0.0, 1.0, 1.0]).repeat(5, 1)  # dark | bright
kernel = torch.tensor([1.0, 0.0, -1.0]).repeat(3, 1)  # left minus right
out = torch.zeros(3, 3)
for row in range(3):
    for col in range(3):
        window = x[row : row + 3, col : col + 3]
        out[row, col] = (window * kernel).sum()
print(out.int().tolist())
# --8<-- [end:slide]
# --8<-- [start:draw]
_, axes = plt.subplots(3, 2, figsize=(4.5, 5.6), layout="constrained",
                       width_ratios=[5, 3])
for (left, right), step in zip(axes, (0, 1, 5)):
    row, col = divmod(step, 3)
    for ax, grid, seen in (left, x, x.numel()), (right, out, step + 1):
        size = len(grid)
        ax.set(xlim=(0, size), ylim=(size, 0), aspect="equal",
               xticks=[], yticks=[])
        ax.hlines(range(size + 1), 0, size, color="gray", lw=0.7)
        ax.vlines(range(size + 1), 0, size, color="gray", lw=0.7)
        for k, value in enumerate(grid.flatten()[:seen].int().tolist()):
            ax.text(k % size + 0.5, k // size + 0.5,
                    f"{value}".replace("-", "−"), ha="center", va="center")
    left.add_patch(plt.Rectangle((col, row), 3, 3, color="C1", alpha=0.35))
    right.add_patch(plt.Rectangle((col, row), 1, 1, color="C1", alpha=0.35))
    left.set_ylabel(f"window {step + 1}")
axes[0, 0].set_title("image")
axes[0, 1].set_title("feature map")
plt.show()
# --8<-- [end:draw]
# --8<-- [start:ramp]
i = torch.arange(5.0)
ramp = i[:, None] + i + 1  # pixel (i, j) holds i + j + 1
print(ramp.int())
def slide(w):
    return F.conv2d(ramp[None, None], w[None, None])[0, 0].int().tolist()

print("layer:      ", slide(kernel))
print("convolution:", slide(kernel.flip(0, 1)))  # flipped first
print("(−2, 0, 2): ", slide(torch.tensor([-2.0, 0.0, 2.0]).repeat(3, 1)))
# --8<-- [end:ramp]
again = F.conv2d(x[None, None], kernel[None, None])[0, 0]
assert torch.equal(out, again), "the loop is what conv2d computes"
assert slide(kernel) == [[-6] * 3] * 3, (
    "the layer answers −6 everywhere on the ramp")
assert slide(kernel.flip(0, 1)) == [[6] * 3] * 3, (
    "a true convolution, with the kernel flipped, answers +6")
