"""Which digits a small CNN confuses, and its most confident errors."""

# --8<-- [start:train]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.datasets import MNIST

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)  # the same errors on every machine
def load(train, n):
    data = MNIST("data", train=train, download=True)
    return data.data[:n, None].to(device) / 255, data.targets[:n].to(device)

(x, y), (x_test, y_test) = load(True, 5000), load(False, 5000)
torch.manual_seed(0)
net = nn.Sequential(nn.Conv2d(1, 8, 5, stride=2, padding=2), nn.ReLU(),
                    nn.Conv2d(8, 16, 5, stride=2, padding=2), nn.ReLU(),
                    nn.Flatten(), nn.Linear(784, 10)).to(device)
optimizer = torch.optim.Adam(net.parameters(), lr=5e-3)
for batch in (torch.randperm(15000) % 5000).to(device).split(60):
    optimizer.zero_grad()
    F.cross_entropy(net(x[batch]), y[batch]).backward()
    optimizer.step()
# --8<-- [end:train]
# --8<-- [start:count]
with torch.no_grad():
    p, guess = net(x_test).softmax(1).max(1)  # confidence and class
table = torch.zeros(10, 10, dtype=torch.int64, device=device)
table.index_put_((y_test, guess), torch.ones_like(guess), accumulate=True)
wrong = (guess != y_test).nonzero()[:, 0]
worst = wrong[p[wrong].argsort(descending=True)[:10]]
errors = (table - table.diag().diag()).cpu()  # rows true, columns guessed
print(f"accuracy {100 * (1 - len(wrong) / len(y_test)):.1f} %")
for k in errors.flatten().argsort(descending=True, stable=True)[:3].tolist():
    print(f"true {k // 10}, guessed {k % 10}: {errors.flatten()[k]} times")
print(f"confidence of the ten worst: {p[worst].min():.3f} or more")
# --8<-- [end:count]
# --8<-- [start:draw]
fig, axes = plt.subplot_mosaic("MMMMM;abcde;fghij", figsize=(4.5, 6.3),
                               layout="constrained", height_ratios=[5, 1, 1])
grid = axes.pop("M")
share = (0.7 * errors / errors.max()).tolist()
for i, j in torch.cartesian_prod(torch.arange(10), torch.arange(10)).tolist():
    grid.text(j, i, f"{table[i, j]}", ha="center", va="center")
    grid.add_patch(plt.Rectangle((j - 0.5, i - 0.5), 1, 1, color="C1", lw=0,
                                 alpha=share[i][j]))
grid.set(xlim=(-0.5, 9.5), ylim=(9.5, -0.5), xticks=range(10),
         yticks=range(10), xlabel="guessed", ylabel="true")
for ax, k in zip(axes.values(), worst.tolist()):
    ax.imshow(x_test[k, 0].cpu().numpy(), cmap="gray", interpolation="none")
    ax.set_title(f"{y_test[k]} as {guess[k]}")
    ax.axis("off")
plt.show()
# --8<-- [end:draw]
assert 4500 < table.diag().sum() < 4950, "4,500 to 4,950 digits are right"
assert errors.sum() == len(wrong), "off the diagonal, the table has all errors"
assert p[worst].min() > 0.9, "all ten worst errors are above 90 % confident"
assert errors.max() > 3 * errors.sum() / 90, "errors are not spread evenly"
