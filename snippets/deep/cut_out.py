"""A net with shortcuts bears the loss of a block; a plain one does not."""

# --8<-- [start:data]
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
        self.shortcut = shortcut
        self.F = nn.Sequential(nn.LayerNorm(64), nn.Linear(64, 64),
                               nn.ReLU(), nn.Linear(64, 64))

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
for shortcut in (True, False):
    net = train(shortcut)
    name = "shortcut" if shortcut else "plain"
    whole[name] = accuracy(net)
    cut[name] = [accuracy([m for m in net if m is not block])
                 for block in net[:-1]]
    print(f"{name:8} whole {whole[name]:.2f}, without one block:",
          *(f"{a:.2f}" for a in cut[name]))
# --8<-- [end:cut]

assert min(whole.values()) > 0.85, "whole, both nets read over 85 %"
assert min(cut["shortcut"]) > 0.6, "with shortcuts any block can go"
assert sum(cut["shortcut"]) > 5 * 0.88, "the loss is small on average"
assert max(cut["plain"]) < 0.45, "without shortcuts none can"
