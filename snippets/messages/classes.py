"""Accuracies that mislead."""

# --8<-- [start:one-class]
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
x = torch.eye(4)  # four inputs
alive = len(net(x).unique(dim=0))
with torch.no_grad():
    net[0].bias.fill_(float("-inf"))  # wrong: all units 0
dead = net(x)
print(dead.argmax(1).unique().numel(), "class")
print(alive, len(dead.unique(dim=0)))  # different answers
# --8<-- [end:one-class]

# --8<-- [start:rare]
y = torch.tensor([0] * 95 + [1] * 5)
guess = torch.zeros(100)  # always the frequent class
hits = (guess == y).float()
each = [hits[y == k].mean().item() for k in (0, 1)]  # right
print(f"{hits.mean():.2f}", each)
weight = len(y) / y.bincount() / 2  # right: for the loss
print([f"{w:.2f}" for w in weight.tolist()])
# --8<-- [end:rare]

# --8<-- [start:pairs]
x = torch.arange(1000)
y = x % 10  # the label of each x
one, other = torch.randperm(len(x)), torch.randperm(len(x))
wrong = x[one] % 10 == y[other]
right = x[one] % 10 == y[one]
print(f"{wrong.float().mean():.3f} {right.float().mean():.3f}")
# --8<-- [end:pairs]

# --8<-- [start:length]
DataLoader = torch.utils.data.DataLoader
loader = DataLoader(torch.arange(25), batch_size=12)
correct = sum(len(batch) for batch in loader)  # all are right
print(f"{correct / len(loader):.2f}")  # wrong: batches
print(f"{correct / len(loader.dataset):.2f}")  # right: samples
# --8<-- [end:length]
assert len(dead.unique(dim=0)) == 1 < alive, "dead units hide the input"
assert each == [1, 0], "by class, the rare one is never found"
assert right.all() and wrong.float().mean() < 0.2, "two orders part the pairs"
