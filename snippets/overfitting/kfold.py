"""Five folds choose the width; the test set is opened once, at the end."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import StratifiedKFold, train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
x, x_test, y, y_test = train_test_split(
    x / 16, y, test_size=450, stratify=y, random_state=0
)
folds = list(StratifiedKFold(5, shuffle=True, random_state=0).split(x, y))
x, x_test = (torch.tensor(a).to(device) for a in (x, x_test))  # float64
y, y_test = (torch.tensor(a).to(device) for a in (y, y_test))
# --8<-- [end:data]
# --8<-- [start:folds]
def score(width, x, y, x_val, y_val):
    net = nn.Sequential(nn.Linear(64, width), nn.ReLU(), nn.Linear(width, 10))
    net = net.double().to(device)
    lr, epochs = 1e-2, 40
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        loss = nn.functional.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return 100 * (net(x_val).argmax(1) == y_val).float().mean().item()


table = {}
for width in 16, 64:
    s = torch.tensor([score(width, x[a], y[a], x[b], y[b]) for a, b in folds])
    table[width] = s
    print(width, "units:", *(f"{value:.1f}" for value in s), end=" %, ")
    print(f"mean {s.mean():.1f} ± {s.std():.1f} %")
gain = table[64] - table[16]  # both met the same folds
print(f"64 against 16, fold by fold: {gain.mean():.1f} ± {gain.std():.1f}")
width = max(table, key=lambda width: table[width].mean())
final = score(width, x, y, x_test, y_test)  # a new net, all 1,347 images
print(f"{width} units on the test set, opened once: {final:.1f} %")
# --8<-- [end:folds]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.2), layout="constrained")
for k in range(1, 6):
    ax.barh(k, [1] * 5, 0.7, range(5), color="C0", edgecolor="gray", alpha=0.3)
    ax.barh(k, 1, 0.7, k - 1, color="C1", edgecolor="gray", hatch="///")
    ax.text(5.1, k, f"{s[k - 1]:.0f} %", va="center")
ax.set(xlabel="hatched: checks, plain: learns", ylabel="fold", xticks=[])
ax.invert_yaxis()
plt.show()
# --8<-- [end:figure]
assert gain.min() > 0, "after 40 steps, 64 units beat 16 in each of five folds"
assert abs(final - s.mean()) < 4, "the test score is close to the folds' mean"
pieces = torch.cat([torch.tensor(b) for _, b in folds])
assert sorted(pieces.tolist()) == list(range(1347)), "each image checks once"
