"""How a training loss is measured can lift it above the validation loss."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y,
                         random_state=0)
x, x_val, y, y_val = (torch.tensor(a).to(device) for a in parts)
# --8<-- [end:data]
# --8<-- [start:train]
torch.manual_seed(0)
net = nn.Sequential(
    nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.5),
    nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.5),
    nn.Linear(64, 10)).double().to(device)
optimizer = torch.optim.Adam(net.parameters(), lr=0.002)
curves = [[], [], [], []]
for epoch in range(8):
    net.train()
    printed = 0  # what most loops print
    for batch in torch.randperm(1347).to(device).split(64):
        loss = F.cross_entropy(net(x[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        printed += loss.item() * len(batch) / 1347
    with torch.no_grad():
        after = F.cross_entropy(net(x), y).item()  # still train()
        net.eval()
        off = F.cross_entropy(net(x), y).item()
        val = F.cross_entropy(net(x_val), y_val).item()
    for curve, value in zip(curves, (printed, after, off, val)):
        curve.append(value)
# --8<-- [end:train]
# --8<-- [start:show]
names = "printed", "afterwards", "no dropout", "validation"
print("epoch", *(f"{name:>10}" for name in names))
for epoch in 0, 2, 7:
    print(f"{epoch + 1:5}", *(f"{c[epoch]:10.2f}" for c in curves))
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
for name, curve, form in zip(names, curves, ("-", "--", ":", "-")):
    color = "gray" if name == "validation" else "C0"
    ax.plot(range(1, len(curve) + 1), curve, form, color=color, label=name)
ax.set(xlabel="epoch", ylabel="loss")
ax.legend()
plt.show()
# --8<-- [end:show]
later = [*zip(*curves)][1:8]  # from the second epoch on
assert all(p > a > o for p, a, o, _ in later), "each of the two changes of " \
    "the ruler lowers the training loss"
assert all(p > v for p, _, _, v in later), "the printed training loss is " \
    "above the validation loss"
assert all(abs(o - v) < (p - v) / 2 for p, _, o, v in later), "the two " \
    "changes take away more than half of the gap"
