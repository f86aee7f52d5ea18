"""A net with shortcuts bears the loss of a block; a plain one does not."""

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
# --8<-- [start:block]
class Block(nn.Module):
    def __init__(self, shortcut):
        super().__init__()
        self.shortcut, self.F = shortcut, nn.Sequential(
            nn.LayerNorm(64), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64))

    def forward(self, h):
        return h + self.F(h) if self.shortcut else self.F(h)
# --8<-- [end:block]
# --8<-- [start:train]
def train(shortcut, lr=0.005, epochs=6):
    torch.manual_seed(0)
    blocks = [Block(shortcut) for _ in range(5)]
    net = nn.Sequential(*blocks, nn.Linear(64, 10)).double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(epochs):
        for rows in torch.randperm(1347).to(device).split(225):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[rows]), y[rows]).backward()
            optimizer.step()
    return net

def accuracy(blocks):
    with torch.no_grad():
        right = nn.Sequential(*blocks)(x_test).argmax(1) == y_test
    return right.double().mean().item()
# --8<-- [end:train]
# --8<-- [start:cut]
whole, cut = {}, {}
fig, ax = plt.subplots(figsize=(4.5, 2.4), layout="constrained")
for name, style in (("with shortcuts", "o-"), ("plain", "s--")):
    net = train(name == "with shortcuts")
    whole[name] = accuracy(net)
    cut[name] = [accuracy([m for m in net if m is not block])
                 for block in net[:-1]]
    print(f"{name:14} whole {whole[name]:.2f}, without one block:",
          *(f"{a:.2f}" for a in cut[name]))
    ax.plot(range(1, 6), cut[name], style, label=name)
ax.set(xlabel="block that is cut out", ylabel="accuracy", ylim=(0, 1))
ax.legend()
plt.show()
# --8<-- [end:cut]
assert min(whole.values()) > 0.8, "whole, both nets read over 80 %"
assert max(cut["plain"]) < 0.5, "a plain net bears the loss of no block"
assert min(cut["with shortcuts"]) > 0.5, "a net with shortcuts bears any loss"
