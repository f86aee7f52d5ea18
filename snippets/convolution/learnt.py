"""What a small CNN learns: kernels, feature maps, features that separate."""

# --8<-- [start:train]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.datasets import MNIST

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)  # the same maps on every machine
torch.manual_seed(0)
data = MNIST("data", train=True, download=True)
x = data.data[:5000, None].to(device) / 255
y = data.targets[:5000].to(device)
net = nn.Sequential(
    nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(16 * 4 * 4, 10)).to(device)
before = net[0].weight.std().item()
optimizer = torch.optim.Adam(net.parameters(), lr=5e-3)
for batch in (torch.randperm(8000) % 4000).to(device).split(50):
    optimizer.zero_grad()
    F.cross_entropy(net(x[batch]), y[batch]).backward()
    optimizer.step()
# --8<-- [end:train]
# --8<-- [start:depth]
kernels = net[0].weight.detach().cpu()  # (8, 1, 5, 5)
print(f"kernels: std {before:.2f} at first, {kernels.std():.2f} learnt")
@torch.no_grad()
def separated(part):  # nearest mean: means of 4,000, tested on 1,000
    f = torch.cat([part(some).flatten(1) for some in x.split(100)])
    means = torch.stack([f[:4000][y[:4000] == k].mean(0) for k in range(10)])
    hits = torch.cdist(f[4000:], means).argmin(1) == y[4000:]
    return 100 * hits.float().mean().item()

scores = [separated(f) for f in (nn.Identity(), net[:3], net[:6], net)]
for name, score in zip(("pixels", "conv 1", "conv 2", "logits"), scores):
    print(f"{name}: {score:.0f} % nearest to their class mean")
# --8<-- [end:depth]
# --8<-- [start:draw]
with torch.no_grad():  # one image, its maps after each convolution
    rows = kernels[:4, 0], net[:2](x[2:3])[0].cpu(), net[:5](x[2:3])[0].cpu()
_, axes = plt.subplots(3, 4, figsize=(4.5, 3.7), layout="constrained")
for line, maps, name in zip(axes, rows, ("kernels", "conv 1", "conv 2")):
    for ax, picture in zip(line, maps):
        ax.imshow(picture.numpy(), cmap="gray", interpolation="none")
        ax.set(xticks=[], yticks=[])
    line[0].set_ylabel(name)
plt.show()
# --8<-- [end:draw]
assert kernels.std() > 1.2 * before, (
    "training widens the spread of the kernels by more than a fifth")
assert scores[2] > max(scores[:2]) + 3, (
    "the second convolution is 3 points above the pixels and the first")
assert scores[3] > scores[0] + 3, (
    "the logits separate the classes by 3 points more than the pixels")
again = separated(nn.Sequential(net[0], nn.ReLU(), nn.MaxPool2d(2)))
assert abs(scores[1] - again) < 0.1, "the maps of conv 1 are judged as pooled"
