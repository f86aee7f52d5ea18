"""To go on as if nothing had happened, load the optimizer's state as well."""

# --8<-- [start:make]
import io

import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x = torch.randn(32, 4, dtype=torch.float64).to(device)
y = torch.arange(32).to(device) % 3


def make():
    net = nn.Linear(4, 3).double().to(device)
    return net, torch.optim.Adam(net.parameters(), lr=0.1)


def train(net, optimizer, steps=10):
    for step in range(steps):
        loss = nn.functional.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return net.weight.detach()
# --8<-- [end:make]


# --8<-- [start:resume]
net, optimizer = make()
train(net, optimizer)
file = io.BytesIO()  # in memory; on disk it is a path
torch.save({"net": net.state_dict(), "adam": optimizer.state_dict()}, file)
through = train(net, optimizer)  # ten more steps, without a break
gaps = {}
for kept in True, False:
    file.seek(0)
    saved = torch.load(file, map_location=device)
    again, optimizer = make()
    again.load_state_dict(saved["net"])
    if kept:
        optimizer.load_state_dict(saved["adam"])
    gaps[kept] = (train(again, optimizer) - through).abs().max().item()
    print(f"Adam's state loaded: {kept!s:5}, off by {gaps[kept]:.2f}")
# --8<-- [end:resume]

assert gaps[True] < 1e-9, "with the state of the optimizer, training goes " \
    "on as if there had been no break"
assert gaps[False] > 0.01, "with the weights alone, it goes another way"
