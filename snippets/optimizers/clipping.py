"""Clipping a few huge gradients saves a run; clipping all is a lower rate."""

# --8<-- [start:norm]
import math

import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

w = torch.zeros(3, requires_grad=True)
for g in ([3.0, 4.0, 0.0], [0.3, 0.4, 0.0]):
    w.grad = torch.tensor(g)
    before = nn.utils.clip_grad_norm_([w], max_norm=1.0)
    print(f"norm {before.item():.1f} -> {w.grad.norm().item():.1f}")
# --8<-- [end:norm]
# --8<-- [start:train]
x, y = load_digits(return_X_y=True)
data = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, x_test = (torch.tensor(a).to(device) for a in data[:2])  # float64
y, y_test = (torch.tensor(a).to(device) for a in data[2:])
bright = x.clone()
bright[:5] *= 255  # five images keep grey values from 0 to 255

def train(x, clip, lr=0.3, steps=200):
    hits = clipped = 0
    for seed in (0, 1, 2):
        torch.manual_seed(seed)
        net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
        optimizer = torch.optim.SGD(net.double().to(device).parameters(), lr)
        for step in range(steps):
            i = torch.randint(1347, (32,))
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[i]), y[i]).backward()
            norm = nn.utils.clip_grad_norm_(net.parameters(), clip)
            clipped += (norm > clip).item()
            optimizer.step()
        with torch.no_grad():
            hits += (net(x_test).argmax(dim=1) == y_test).sum().item()
    return 100 * clipped / steps / 3, 100 * hits / 450 / 3
# --8<-- [end:train]
# --8<-- [start:table]
rows = {"no clip, lr 0.03": (math.inf, 0.03), "no clip": (math.inf,)}
rows |= {f"clip {clip}": (clip,) for clip in (10, 2, 0.5, 0.1)}
print(f"{'clipped,   right':>34}{'none bright':>18}")
for name, options in rows.items():
    rows[name] = train(bright, *options) + train(x, *options)
    shown = [f"{a:.1f} %" if i in (0, 2) or a > 80 else "low"
             for i, a in enumerate(rows[name])]
    print(f"{name:16}", *(f"{a:>8}" for a in shown))
# --8<-- [end:table]
assert rows["clip 2"][0] < 5 and rows["clip 2"][1] > 90, (
    "cutting fewer than 5 % of the steps, to 2, brings the net over 90 %")
assert rows["no clip"][1] < 80 and rows["no clip, lr 0.03"][1] < 80, (
    "without clipping the net stays below 80 %, at the rate 0.03 too")
assert rows["clip 2"][2] < 1 and rows["no clip"][3] > 90, (
    "without bright images 2 cuts under 1 %, and no clip is needed for 90 %")
assert rows["clip 0.1"][0] > 99 and rows["clip 0.1"][1] < 90, (
    "clipping at 0.1 cuts over 99 % of the steps and stays below 90 %")
