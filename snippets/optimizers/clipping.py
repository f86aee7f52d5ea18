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


def train(x, clip, lr, steps=200):
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
rows = {}
print("          five bright      none bright")
for clip, lr in ((math.inf, 0.3), (10, 0.3), (2, 0.3), (0.5, 0.3), (0.1, 0.3),
                 (math.inf, 0.03)):
    rows[clip, lr] = *train(bright, clip, lr), *train(x, clip, lr)
    shown = (f"{a:.1f}" if a > 85 or part in (0, 2) else "low"
             for part, a in enumerate(rows[clip, lr]))
    print(f"{clip:4} at {lr:4}:", "{:>5} % {:>4} % {:>7} % {:>4} %".format(*shown))
# --8<-- [end:table]
