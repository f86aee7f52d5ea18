"""Images are tensors (N, C, H, W) with values from 0 to 1."""

# --8<-- [start:grey]
import torch
from sklearn.datasets import load_digits, load_sample_image
from torchvision.transforms.functional import to_tensor

digits = torch.tensor(load_digits().images, dtype=torch.float32)
print(tuple(digits.shape), digits.min().item(), digits.max().item())
x = digits[:, None] / 16  # a channel axis, values from 0 to 1
print(tuple(x.shape), x.max().item(), "flat:", tuple(x.flatten(1).shape))
# --8<-- [end:grey]
# --8<-- [start:colour]
photo = load_sample_image("china.jpg").copy()  # a NumPy array (h, w, c)
print(photo.shape, photo.dtype, photo.min(), photo.max())
x = torch.tensor(photo).permute(2, 0, 1) / 255  # (h, w, c) to (c, h, w)
print(tuple(x.shape), x.dtype, x.min().item(), x.max().item())
print("as to_tensor:", torch.equal(x, to_tensor(photo)))
# --8<-- [end:colour]
# --8<-- [start:normalise]
mean = x.mean(dim=(1, 2), keepdim=True)  # (3, 1, 1): one for each channel
std = x.std(dim=(1, 2), keepdim=True)
z = (x - mean) / std
print("red, green, blue:", [f"{value:.2f}" for value in mean.flatten()])
print(f"after: mean {z.mean().abs():.2f}, std {z.std():.2f}")
batch = torch.stack([z, z.flip(2)])  # the photograph and its mirror image
print(tuple(batch.shape))
# --8<-- [end:normalise]
assert torch.equal(x, to_tensor(photo)), (
    "permute and a division by 255 do what to_tensor does")
assert z.std().sub(1).abs() < 0.01, "normalised, the standard deviation is 1"
