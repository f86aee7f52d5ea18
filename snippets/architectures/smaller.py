"""Fewer weights, fewer bits: what a trained net can spare."""
# --8<-- [start:data]
import copy
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)
# --8<-- [end:data]
# --8<-- [start:train]
def train(net, keep=(), lr=0.01, steps=60):
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
        for layer, kept in zip(net[::2], keep):
            layer.weight.detach().mul_(kept)  # what was cut stays 0
    return net
def accuracy(net):
    with torch.no_grad():
        return (net(x_test).argmax(1) == y_test).double().mean().item()
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
net = train(net.double().to(device))
# --8<-- [end:train]
# --8<-- [start:prune]
def prune(share, size):
    new, keep = copy.deepcopy(net), []
    for layer in new[::2]:
        sizes = size(layer.weight.detach())
        keep.append(sizes > sizes.quantile(share))
        layer.weight.detach().mul_(keep[-1])
    return new, keep
acc = {}
print(f"whole     {accuracy(net):.0%}")
for share in (0.5, 0.8):
    small, keep = prune(share, torch.abs)
    acc[share] = [accuracy(prune(share, torch.rand_like)[0]), accuracy(small),
                  accuracy(train(small, keep))]
    print(f"{share:.0%} cut: ", *(f"{value:4.0%}" for value in acc[share]))
# --8<-- [end:prune]
# --8<-- [start:quantise]
for bits in (8, 4, 2):
    coarse = copy.deepcopy(net)
    for layer in coarse[::2]:
        w = layer.weight.detach()
        step = w.abs().amax(1, keepdim=True) / (2 ** (bits - 1) - 1)
        w.copy_((w / step).round() * step)
    acc[bits] = accuracy(coarse)
    print(f"{bits} bits: {acc[bits]:.0%}")
# --8<-- [end:quantise]
for share in (0.5, 0.8):
    random, largest, again = acc[share]
    assert random < largest < again, "to cut by size is better than by chance"
assert acc[0.8][1] < 0.7 < 0.85 < acc[0.8][2], "trained again, it recovers"
assert acc[2] < acc[4] - 0.02, "2 bits cost more than 4"
