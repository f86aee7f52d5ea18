"""A sigmoid net at chance trains once its start or its optimizer changes."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
# --8<-- [end:data]


# --8<-- [start:train]
def accuracies(gain=None, norm=nn.Identity, adam=False):
    torch.manual_seed(0)
    layers = []
    for _ in range(4):
        layers += [nn.Linear(64, 64), norm(64), nn.Sigmoid()]
        if gain is not None:
            nn.init.xavier_normal_(layers[-3].weight, gain)
    net = nn.Sequential(*layers, nn.Linear(64, 10)).to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    if adam:
        optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    history = []
    for _ in range(30):
        for batch in torch.randperm(1344).view(21, 64).to(device):  # of 1347
            loss = F.cross_entropy(net.train()(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            right = net.eval()(x_test).argmax(1) == y_test
        history.append(right.float().mean().item())
    return history


# --8<-- [end:train]
# --8<-- [start:compare]
names = ("default start", "Xavier, gain 4", "batch norm", "Adam, lr 0.01")
changes = ({}, {"gain": 4}, {"norm": nn.BatchNorm1d}, {"adam": True})
runs = {name: accuracies(**change) for name, change in zip(names, changes)}
fig, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
for name, history in runs.items():
    print(f"{name:14}  {history[-1]:.2f}")
    ax.plot(range(1, 31), history, label=name)
ax.set(xlabel="epoch", ylabel="test accuracy", ylim=(0, 1))
ax.legend()
plt.show()
# --8<-- [end:compare]

last = {name: history[-1] for name, history in runs.items()}
assert last.pop("default start") < 0.15, "30 default epochs stay at chance"
assert min(last.values()) > 0.88, "each single change makes it train"
