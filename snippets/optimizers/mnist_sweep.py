"""On MNIST the learning rate decides more than the optimizer (about 20 s)."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torchvision.datasets import MNIST

device = "cuda" if torch.cuda.is_available() else "cpu"
data = MNIST("data", train=True, download=True)
x = data.data.to(device).flatten(1) / 255  # (60000, 784)
y = data.targets.to(device)


def accuracy(make, lr):  # 30,000 images once, then 10,000 others
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimizer = make(net.to(device).parameters(), lr=lr)
    for i in torch.randperm(30000).to(device).split(100):  # 300 steps
        loss = nn.functional.cross_entropy(net(x[i]), y[i])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    right = net(x[50000:]).argmax(dim=1) == y[50000:]
    return 100 * right.double().mean().item()


lrs = (1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
# --8<-- [end:data]

# --8<-- [start:sweep]
makers = {
    "SGD": torch.optim.SGD,
    "momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9),
    "Adam": torch.optim.Adam,
    "AdamW": lambda p, lr: torch.optim.AdamW(p, lr=lr, weight_decay=0.1),
}
scores = {name: [accuracy(m, lr) for lr in lrs] for name, m in makers.items()}
print("best, then at", *(lrs[i] for i in (0, 1, 2, 5)))
for name, row in scores.items():
    shown = [f"{row[i]:.1f}" if row[i] > 60 else "low" for i in (0, 1, 2, 5)]
    print(f"{name:8} {max(row):.1f} %:", *shown)
fig, ax = plt.subplots(figsize=(4.5, 3.8), layout="constrained")
for (name, row), mark in zip(scores.items(), "os^D"):
    ax.semilogx(lrs, row, marker=mark, markersize=5, label=name)
ax.axhline(10, color="gray", label="chance")
ax.set(xlabel="learning rate (log scale)", ylabel="validation accuracy in %")
ax.set_ylim(0, 100)
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:sweep]
best = {name: max(row) for name, row in scores.items()}
sgd, momentum, adam = (scores[n] for n in ("SGD", "momentum", "Adam"))
assert max(best.values()) - min(best.values()) < 3, "all four bests are close"
assert adam[1] > sgd[1] + 20 and sgd[5] > adam[5] + 20, (
    "Adam wins by over 20 points at the rate 0.001, SGD at the rate 0.3"
)
pairs = zip(sgd[1:3] + sgd[4:7], momentum)  # SGD at ten times the rate
assert all(abs(a - b) < 5 for a, b in pairs), "momentum shifts SGD's curve"
