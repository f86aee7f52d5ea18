"""Shifted digits: the head decides, and convolution alone does not help."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)  # the same curves everywhere
x, y = load_digits(return_X_y=True)
x = F.pad(torch.tensor(x / 16).view(-1, 1, 8, 8), [3] * 4).numpy()  # 14×14
parts = train_test_split(x, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
# --8<-- [end:data]
# --8<-- [start:nets]
def convs(a, b):
    return (nn.Conv2d(1, a, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(a, b, 3, padding=1), nn.ReLU())

torch.manual_seed(0)
nets = {"MLP": nn.Sequential(nn.Flatten(), nn.Linear(196, 25), nn.ReLU(),
                             nn.Linear(25, 10)),
        "CNN, flatten": nn.Sequential(
            *convs(8, 9), nn.Flatten(), nn.Linear(441, 10)),
        "CNN, global max": nn.Sequential(*convs(
            16, 32), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(32, 10))}
# --8<-- [end:nets]
# --8<-- [start:train]
curves = {}
for name, net in nets.items():
    net.to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-2, 260)
    for batch in (torch.randperm(13000) % 1300).to(device).split(50):
        optimizer.zero_grad()
        F.cross_entropy(net(x[batch]), y[batch]).backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        moved = [net(x_test.roll(k, dims=3)).argmax(1) for k in range(4)]
    curves[name] = [100 * (m == y_test).float().mean().item() for m in moved]
    size = sum(p.numel() for p in net.parameters())
    print(f"{name:15} {size:,} |", *(f"{a:.0f} %" for a in curves[name]))
# --8<-- [end:train]
# --8<-- [start:draw]
_, ax = plt.subplots(figsize=(4.5, 3), layout="constrained")
for mark, (name, curve) in zip("os^", curves.items()):
    ax.plot(curve, marker=mark, label=name)
ax.set(xlabel="shift to the right (pixels)", ylabel="test accuracy (%)",
       xticks=range(4), ylim=(0, 102))
ax.legend()
plt.show()
# --8<-- [end:draw]
mlp, flat, top = curves.values()
assert min(mlp[0], flat[0], top[0]) > 94, "all three read unmoved digits"
assert max(mlp[2], flat[2]) < 45 and top[2] > 94, "moved by 2, only one reads"
assert top[1] < top[2] - 2, "the last net reads better moved by 2 than by 1"
