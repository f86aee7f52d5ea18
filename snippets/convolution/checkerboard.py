"""A transposed convolution paints a checkerboard unless stride divides k."""

# --8<-- [start:rows]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

x = torch.ones(1, 1, 6, 6)  # nothing to see: every value is 1
maps = {}
for k in (2, 3, 4, 5):
    z = F.conv_transpose2d(x, torch.ones(1, 1, k, k), stride=2)[0, 0]
    maps[k] = z[k:-k, k:-k]  # away from the border
    print(f"kernel {k}, stride 2:", maps[k][0, :5].int().tolist(),
          maps[k][1, :5].int().tolist())
# --8<-- [end:rows]
# --8<-- [start:resize]
wide = F.interpolate(x, scale_factor=2, mode="nearest")
z = F.conv2d(wide, torch.ones(1, 1, 3, 3))[0, 0]
print("resize, then kernel 3:", z.unique().int().tolist())
# --8<-- [end:resize]
# --8<-- [start:draw]
_, axes = plt.subplots(1, 2, figsize=(4.5, 2.6), layout="constrained")
for ax, k in zip(axes, (3, 4)):
    ax.imshow(maps[k].numpy(), cmap="cividis", vmin=1, vmax=4)
    ax.set_title(f"kernel {k}, stride 2")
    ax.axis("off")
plt.show()
# --8<-- [end:draw]
flat = [len(picture.unique()) == 1 for picture in maps.values()]
assert flat == [k % 2 == 0 for k in maps], (
    "away from the border all is even exactly if the stride divides k")
assert x.numel() == 36 and (x == 1).all(), "the input is 36 equal pixels"
assert wide.shape == (1, 1, 12, 12), "resizing doubles the width and height"
assert len(z.unique()) == 1, "resizing before convolving paints no pattern"
