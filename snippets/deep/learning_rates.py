"""Batch norm lets a net train at rates where it does not without."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)  # float64
# --8<-- [end:data]


# --8<-- [start:train]
def train(kind, lr, epochs=6, hidden=4):
    torch.manual_seed(0)
    norms = {"batch norm": nn.BatchNorm1d, "layer norm": nn.LayerNorm}
    norm, layers = norms.get(kind, nn.Identity), []
    for _ in range(hidden):
        layers += [nn.Linear(64, 64), norm(64), nn.ReLU()]
        if kind == "He":
            nn.init.kaiming_normal_(layers[-3].weight)
    net = nn.Sequential(*layers, nn.Linear(64, 10)).double().to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        for rows in torch.randperm(1347).to(device).split(225):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[rows]), y[rows]).backward()
            optimizer.step()
    with torch.no_grad():
        right = net.eval()(x_test).argmax(1) == y_test
    return right.double().mean().item()


# --8<-- [end:train]
# --8<-- [start:sweep]
acc, rates = {}, (0.1, 1, 10)
fig, ax = plt.subplots(figsize=(4.5, 3.1), layout="constrained")
for kind, style in {"default": ":", "He": "-.", "layer norm": "--",
                    "batch norm": "-"}.items():
    acc[kind] = [train(kind, lr) for lr in rates]
    above = [max(a, 0.3) for a in acc[kind]]  # lower is no learning
    ax.semilogx(rates, above, "o" + style, label=kind)
    print(f"{kind:10}", *(f"{a:.2f}" for a in above))
ax.set(xlabel="learning rate (log scale)", ylabel="accuracy, 0.3 and above")
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:sweep]

*others, norm = acc.values()
assert min(norm[:2]) > 0.85, "batch norm bears the rates 0.1 and 1"
assert max(a[1] for a in others) < 0.6, "the rate 1 is too much for the others"
assert max(norm[2], *(a[2] for a in others)) < 0.5, "10 is too much for all"
assert acc["default"][0] < 0.3 < acc["He"][0], "He's start learns where the " \
    "default has not begun"
