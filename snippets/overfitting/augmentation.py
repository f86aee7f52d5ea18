"""Small turns and shifts add data; flips and large turns make other signs."""

# --8<-- [start:transforms]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torchvision.datasets import MNIST
from torchvision.transforms import v2

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
full = MNIST("data", train=True, download=True)
part = torch.randperm(60_000)[:2300]
x = full.data[part, None].double().to(device) / 255  # (2300, 1, 28, 28)
y = full.targets[part].to(device)
x, x_val, y, y_val = x[:300], x[300:], y[:300], y[300:]
changes = {
    "none": nn.Identity(),
    "turn, shift": v2.RandomAffine(15, (0.07, 0.07), scale=(0.9, 1.1)),
    "crop": v2.RandomResizedCrop(28, scale=(0.7, 1), ratio=(1, 1)),
    "jitter": v2.ColorJitter(brightness=0.5, contrast=0.5),
    "flip": v2.RandomHorizontalFlip(p=0.5),
    "any turn": v2.RandomRotation(180),
}
# --8<-- [end:transforms]
# --8<-- [start:train]
scores, lr, epochs = {}, 4e-3, 40
for name, change in changes.items():
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU())
    net = net.append(nn.Linear(128, 10)).double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        for b in torch.randperm(300).split(60):
            logits = net(change(x[b]))  # another draw for every batch
            loss = nn.functional.cross_entropy(logits, y[b])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():  # validation images stay as they are
        scores[name] = (net(x_val).argmax(1) == y_val).float().mean().item()
    print(f"{name:11} {100 * scores[name]:.1f} %")
# --8<-- [end:train]
# --8<-- [start:figure]
torch.manual_seed(3)  # draws in which each change shows
fig, axes = plt.subplots(2, 3, figsize=(4.5, 3.3), layout="constrained")
for ax, (name, change) in zip(axes.flat, changes.items()):
    ax.imshow(change(x[:1])[0, 0].tolist(), cmap="gray", vmin=0, vmax=1)
    ax.set(title=name, xticks=[], yticks=[])
plt.show()
# --8<-- [end:figure]
assert len(x) == len(y) == 300, "300 images are for learning"
assert len(x_val) == len(y_val) == 2000, "2,000 other images are for checking"
plain, small = scores["none"], scores["turn, shift"]
assert small > plain + 0.005, "small turns and shifts add over half a point"
for name in "crop", "jitter":
    assert abs(scores[name] - plain) < 0.04, (
        "crop and jitter change the accuracy by under four points"
    )
assert scores["flip"] < plain - 0.01, "40 epochs of flips cost over a point"
assert scores["any turn"] < scores["flip"], "turns by any angle cost even more"
