"""One trunk, three heads: the head decides what a shift of the image costs."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
x = F.pad(torch.tensor(x / 16).view(-1, 1, 8, 8), [3] * 4).numpy()  # 14×14
parts = train_test_split(x, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
# --8<-- [end:data]
# --8<-- [start:nets]
def make(pool, features):
    torch.manual_seed(0)  # each head gets the same trunk at the start
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(),  # (n, 16, 7, 7)
        pool, nn.Flatten(), nn.Linear(features, 10)).double().to(device)
nets = {"flatten": make(nn.Identity(), 16 * 7 * 7),
        "global max": make(nn.AdaptiveMaxPool2d(1), 16),
        "global mean": make(nn.AdaptiveAvgPool2d(1), 16)}
# --8<-- [end:nets]
# --8<-- [start:train]
curves, lr, epochs = {}, 1e-2, 10
for name, net in nets.items():
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        for batch in torch.randperm(len(x)).split(50):
            optimizer.zero_grad()
            F.cross_entropy(net(x[batch]), y[batch]).backward()
            optimizer.step()
    with torch.no_grad():
        moved = [net(x_test.roll(k, dims=3)).argmax(1) for k in range(4)]
    curves[name] = [round((m == y_test).sum().item() / 4.5) for m in moved]
    size = sum(p.numel() for p in net.parameters())
    print(f"{name:11} {size:,} |", *(f"{a} %" for a in curves[name]))
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
flat, top, mean = curves.values()
assert flat[0] > 94 and flat[2] < 45, (
    "the flatten head reads over 94 % in place, under 45 % moved by two")
assert top[2] > 80 and abs(top[2] - top[0]) < 8, (
    "the global maximum reads over 80 % moved by two, within 8 of in place")
assert top[1] < top[2] - 4, (
    "moved by one, the global maximum reads 4 points fewer than moved by two")
assert mean[0] < top[0] - 10 and abs(mean[2] - mean[0]) < 8, (
    "the global mean reads 10 points less; moved by two it changes by under 8")
