"""What a small CNN learns, beside the same net with random kernels."""

# --8<-- [start:train]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.datasets import MNIST

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)  # the same maps on every machine
data = MNIST("data", train=True, download=True)
x = data.data[:2500, None].to(device) / 255
y = data.targets[:2500].to(device)
def train(learn, lr=5e-3, epochs=2):
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(16 * 4 * 4, 10)).to(device)
    net[:6].requires_grad_(learn)  # else the kernels stay random
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        for batch in torch.randperm(2000).to(device).split(50):
            optimizer.zero_grad()
            F.cross_entropy(net(x[batch]), y[batch]).backward()
            optimizer.step()
    return net
# --8<-- [end:train]
# --8<-- [start:depth]
def judge(part):  # nearest mean: means of 2,000, tested on 500
    with torch.no_grad():
        f = torch.cat([part(some).flatten(1) for some in x.split(100)])
    means = torch.stack([f[:2000][y[:2000] == k].mean(0) for k in range(10)])
    hits = torch.cdist(f[2000:], means).argmin(1) == y[2000:]
    return 100 * hits.double().mean().item()
nets = {"random": train(learn=False), "learnt": train(learn=True)}
print(f"pixels: {judge(nn.Identity()):.0f} %")
first, second = ([judge(net[:cut]) for net in nets.values()] for cut in (3, 6))
with torch.no_grad():
    whole = [100 * (net(x[2000:]).argmax(1) == y[2000:]).double().mean().item()
             for net in nets.values()]
for name, row in ("conv 1", first), ("conv 2", second), ("the net", whole):
    print(f"{name}: random kernels {row[0]:.0f} %, learnt {row[1]:.0f} %")
# --8<-- [end:depth]
# --8<-- [start:draw]
net = nets["learnt"].requires_grad_(False)
image = x[2:3]  # and its maps after each convolution
rows = net[0].weight[:4, 0], net[:2](image)[0], net[:5](image)[0]
_, axes = plt.subplots(3, 4, figsize=(4.5, 3.7), layout="constrained")
for line, maps, name in zip(axes, rows, ("kernels", "conv 1", "conv 2")):
    for ax, picture in zip(line, maps.cpu().numpy()):
        ax.imshow(picture, cmap="gray", interpolation="none")
        ax.set(xticks=[], yticks=[])
    line[0].set_ylabel(name)
plt.show()
# --8<-- [end:draw]
assert second[1] > max(second[0], *first) + 3, (
    "the second convolution separates over 3 points better once it has learnt")
assert whole[0] < whole[1] - 1, "random kernels cost the net over a point"
