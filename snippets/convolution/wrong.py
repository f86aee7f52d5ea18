"""Three mistakes with images: one is silent."""

# --8<-- [start:channels]
import torch
from sklearn.datasets import load_sample_image
from torch import nn

photo = torch.tensor(load_sample_image("china.jpg")) / 255  # (h, w, c)
layer = nn.Conv2d(3, 16, kernel_size=3)
try:
    layer(photo[None])
except RuntimeError as error:
    print(error)
# --8<-- [end:channels]
# --8<-- [start:reshape]
right = photo.permute(2, 0, 1)  # moves the axes
wrong = photo.reshape(3, 427, 640)  # keeps the memory, cuts it elsewhere
print(right.shape == wrong.shape, torch.equal(right, wrong))
def roughness(x):  # mean step from a pixel to the one below
    return x.diff(dim=1).abs().mean().item()

for name, image in ("permute", right), ("reshape", wrong):
    print(f"{name}: step to the pixel below {roughness(image):.3f}")
# --8<-- [end:reshape]
# --8<-- [start:flatten]
net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(),
                    nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8 * 13 * 13, 10))
x = torch.zeros(64, 1, 28, 28)
try:
    net(x)
except RuntimeError as error:
    print(str(error).removeprefix("addmm: "))  # only some versions say it
# --8<-- [end:flatten]
# --8<-- [start:mend]
net[-1] = nn.LazyLinear(10)  # takes its size from the first batch
print(tuple(net(x).shape), net[-1].in_features)
# --8<-- [end:mend]
assert photo.max() == 1, "the brightest value of the photograph is 1"
assert right.shape == wrong.shape, "reshape gives the shape of permute"
assert roughness(wrong) > 1.5 * roughness(right), (
    "reshape makes pixels differ more from the ones below")
assert net[:2](x).shape == (64, 8, 28, 28), "padding 1 keeps 28 × 28"
assert net[-1].in_features == 8 * 14 * 14, (
    "pooling halves 28 to 14, so the dense layer takes 8 · 14 · 14 numbers")
