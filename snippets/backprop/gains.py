"""Larger starting weights take a sigmoid net off its plateau sooner."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(t).to(device) for t in load_digits(return_X_y=True))
x = x / 16  # (1797, 64), float64
# --8<-- [end:data]
# --8<-- [start:train]
def accuracies(gain, epochs, lr=0.5):
    torch.manual_seed(0)
    layers = [nn.Linear(64, 32), nn.Sigmoid()]
    for _ in range(3):
        layers += [nn.Linear(32, 32), nn.Sigmoid()]
    if gain is not None:
        for layer in layers[::2]:
            nn.init.xavier_normal_(layer.weight, gain)
    net = nn.Sequential(*layers, nn.Linear(32, 10)).double().to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    history = []
    for epoch in range(epochs):
        for rows in torch.randperm(1797).split(450):
            loss = nn.functional.cross_entropy(net(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            history.append((net(x).argmax(1) == y).double().mean().item())
    return history
# --8<-- [end:train]
# --8<-- [start:compare]
runs = {}
fig, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
usual = nn.init.calculate_gain("sigmoid")
for gain, epochs in ((None, 100), (usual, 100), (2, 30), (4, 30), (8, 30)):
    name = "default" if gain is None else f"gain {gain}"
    runs[name] = acc = accuracies(gain, epochs)
    print(f"{name:8} after 30 epochs {acc[29]:.1f}", end="")
    print(f", after {epochs} epochs {acc[-1]:.1f}" if epochs > 30 else "")
    ax.plot(range(1, epochs + 1), acc, label=name)
ax.set(xlabel="epoch", ylabel="accuracy", ylim=(0, 1.05))
fig.legend(loc="outside upper center", ncols=3)
plt.show()
# --8<-- [end:compare]

default, same, *larger = runs.values()
assert max(default) < 0.3, "by default four sigmoid layers stay at chance"
assert same[29] < 0.3 < min(run[29] for run in larger), (
    "larger gains take sigmoid layers off chance before torch's gain does"
)
assert same[-1] > 0.5, "torch's gain for sigmoid layers works, but late"
