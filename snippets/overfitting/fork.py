"""The training loss keeps falling while the validation loss turns."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)  # float64
learn, check, report = torch.randperm(1797).split([200, 300, 1297])
x_val, y_val = x[check], y[check]
x, y = x[learn], y[learn]
y[:40] = (y[:40] + torch.randint(1, 10, (40,)).to(device)) % 10  # now wrong
# --8<-- [end:data]
# --8<-- [start:train]
net = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
net = net.double().to(device)
lr, epochs = 1e-2, 60
optimizer = torch.optim.Adam(net.parameters(), lr=lr)
train, val = [], []
for epoch in range(epochs):
    loss = nn.functional.cross_entropy(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():  # look, do not learn
        for data, target, curve in (x, y, train), (x_val, y_val, val):
            z = net(data)
            loss = nn.functional.cross_entropy(z, target)
            right = z.argmax(1) == target
            curve.append((loss.item(), right.float().mean().item()))
best = val.index(min(val))
for name, i in ("best", best), ("last", epochs - 1):
    for part, (loss, acc) in ("training", train[i]), ("validation", val[i]):
        print(f"{name} {part:10}: loss {loss:.3f}, accuracy {100 * acc:.1f} %")
# --8<-- [end:train]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
ax.plot([loss for loss, _ in train], label="training")
ax.plot([loss for loss, _ in val], label="validation")
ax.axvline(best, color="gray", linestyle=":")
ax.annotate("keep this net", (best + 1, 2))
ax.set(xlabel="epoch", ylabel="loss")
ax.legend()
plt.show()
# --8<-- [end:figure]
assert val[best][1] > train[best][1], (
    "at the best epoch the net disagrees with wrong labels"
)
assert train[-1][1] > 0.95, "at the last epoch the wrong labels are learnt too"
assert val[-1][0] > 1.3 * val[best][0], "the validation loss rises again"
assert val[-1][1] < val[best][1] - 0.03, (
    "validation accuracy then falls by more than three points"
)
