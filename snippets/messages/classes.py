"""Accuracies that mislead."""

# --8<-- [start:one-class]
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
x = torch.randn(100, 4)
alive = net(x).std(0).min().item()
with torch.no_grad():
    net[0].bias.fill_(-100)  # wrong: every ReLU gives 0
dead = net(x)
print(dead.argmax(1).unique().numel(), "class")
print(dead.std(0).max().item(), alive > 0)
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
wrong = x[torch.randperm(1000)] % 10 == y[torch.randperm(1000)]
order = torch.randperm(1000)
right = x[order] % 10 == y[order]
print(f"{wrong.float().mean():.1f} {right.float().mean():.1f}")
# --8<-- [end:pairs]

# --8<-- [start:length]
DataLoader = torch.utils.data.DataLoader
loader = DataLoader(torch.arange(25), batch_size=10)
correct = sum(len(batch) for batch in loader)  # all are right
print(f"{correct / len(loader):.2f}")  # wrong: batches
print(f"{correct / len(loader.dataset):.2f}")  # right: samples
# --8<-- [end:length]
assert dead.std(0).max() == 0 < alive, "dead units hide the input"
assert each == [1, 0], "by class, the rare one is never found"
assert right.all() and wrong.float().mean() < 0.2, "two orders part the pairs"
assert correct == len(loader.dataset), "all samples are right"
