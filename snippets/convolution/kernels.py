"""Nine numbers blur, sharpen, or find edges in one direction."""

# --8<-- [start:kernels]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_sample_image

t = torch.tensor
kernels = {
    "blur": torch.full((3, 3), 1 / 9),
    "sharpen": t([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "outline": t([[0.0, -1, 0], [-1, 4, -1], [0, -1, 0]]),
    "Sobel x": t([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    "Sobel y": t([[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]]),
    "Prewitt x": t([[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
}
weight = torch.stack(list(kernels.values()))[:, None]  # (6, 1, 3, 3)
# --8<-- [end:kernels]
# --8<-- [start:edge]
edge = torch.tensor([0.0] * 4 + [1.0] * 5).repeat(3, 1)  # dark | bright
rows = F.conv2d(edge[None, None], weight).squeeze()  # (6, 7)
for name, kernel, row in zip(kernels, weight, rows):
    cells = " ".join(f"{value:4.1f}" for value in row)
    print(f"{name:9} sum {kernel.sum():2.0f} |{cells}")
# --8<-- [end:edge]
# --8<-- [start:photo]
photo = torch.tensor(load_sample_image("china.jpg")) / 255
grey = photo.mean(dim=2)[None, None]  # (1, 1, 427, 640)
small = F.adaptive_avg_pool2d(grey[..., 80:400, :480], (72, 108))
maps = F.conv2d(small, weight)[0]  # (6, 70, 106): six feature maps
print(tuple(small.shape), "to", tuple(maps.shape))
# --8<-- [end:photo]
# --8<-- [start:draw]
names = ["photograph", *kernels]
pictures = [small[0, 0], *maps]
_, axes = plt.subplots(3, 2, figsize=(4.5, 5.2), layout="constrained")
for ax, name, picture in zip(axes.flat, names, pictures):
    low = 0 if name in ("photograph", "blur", "sharpen") else -1
    picture = (24 * picture).round() / 24  # fewer greys, a smaller file
    ax.imshow(picture.numpy(), cmap="gray", vmin=low, vmax=1,
              interpolation="none")
    ax.set_title(name)
    ax.axis("off")
plt.show()
# --8<-- [end:draw]
sums = weight.sum(dim=(1, 2, 3)).round()
assert sums.tolist() == [1, 1, 0, 0, 0, 0], (
    "blur and sharpen sum to 1; outline, Sobel and Prewitt to 0")
assert rows[3].max() == 4 and (rows[4] == 0).all(), (
    "Sobel x answers to an upright edge, Sobel y does not")
