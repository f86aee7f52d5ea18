"""On MNIST the learning rate decides more than the optimizer."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torchvision.datasets import MNIST

torch.set_default_dtype(torch.float64)
device = "cuda" if torch.cuda.is_available() else "cpu"
data = MNIST("data", train=True, download=True)
x = data.data[:14000, ::2, ::2].to(device).flatten(1) / 255  # 14 × 14
y = data.targets[:14000].to(device)


def accuracy(make, lr):  # 10,000 images once, then 4,000 others
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(196, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = make(net.to(device).parameters(), lr=lr)
    for i in torch.randperm(10000).to(device).split(100):  # 100 steps
        loss = nn.functional.cross_entropy(net(x[i]), y[i])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        right = net(x[10000:]).argmax(dim=1) == y[10000:]
    return 100 * right.double().mean().item()
# --8<-- [end:data]

# --8<-- [start:sweep]
makers = {
    "SGD": torch.optim.SGD,
    "momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9),
    "Adam": torch.optim.Adam,
    "AdamW": lambda p, lr: torch.optim.AdamW(p, lr=lr, weight_decay=0.1),
}
lrs = (1e-4, 1e-3, 0.01, 0.05, 0.1, 0.5, 1.0, 10.0)
scores = {}
print("best, then at", *(lrs[i] for i in (0, 1, 2, 4, 5, 7)))
fig, ax = plt.subplots(figsize=(4.5, 3.8), layout="constrained")
for (name, make), mark in zip(makers.items(), "os^D"):
    scores[name] = row = [accuracy(make, lr) for lr in lrs]
    texts = [f"{a:.1f}" if a > 50 else "low" for a in row]
    print(f"{name:8} {max(row):.1f} %:", *texts[:3], *texts[4:6], texts[7])
    end = max(i for i in range(8) if row[i] > 50) + 1  # the last above 50 %
    ax.semilogx(lrs[:end], row[:end], marker=mark, markersize=5, label=name)
ax.axhline(10, color="gray", label="chance")
ax.set(xlabel="learning rate (log scale)", ylabel="validation accuracy in %")
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:sweep]
sgd, momentum, adam, _ = scores.values()
best = [max(row) for row in scores.values()]
assert all(r[7] < max(r) for r in scores.values()), "no best rate is 10"
assert max(best) - min(best) < 5, "the four best results are within 5 points"
assert adam[1] > sgd[1] + 20 and sgd[5] > adam[5] + 20, \
    "Adam wins by over 20 points at the rate 0.001, SGD at the rate 0.5"
pairs = zip(sgd[1:3] + sgd[4:7], momentum)  # SGD at ten times the rate
assert all(abs(a - b) < 10 for a, b in pairs), \
    "up to 0.1, momentum is within 10 points of SGD at ten times the rate"
