"""Layers that nobody sees or uses, and a copy that is none."""

# --8<-- [start:list]
import copy

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, holder):
        super().__init__()
        self.layers = holder([nn.Linear(4, 4), nn.Linear(4, 2)])

    def forward(self, x):
        return self.layers[0](x)


for holder in list, nn.ModuleList:  # wrong, right
    net = Net(holder)
    print(sum(p.numel() for p in net.parameters()))
# --8<-- [end:list]

# --8<-- [start:idle]
x = torch.ones(4)
net(x).sum().backward()  # wrong: forward leaves a layer out
idle = [n for n, p in net.named_parameters() if p.grad is None]
print(idle)
net.layers[1](net(x)).sum().backward()  # right: uses both
print([n for n, p in net.named_parameters() if p.grad is None])
# --8<-- [end:idle]

# --8<-- [start:best]
layer = net.layers[1]
view = layer.state_dict()
best = copy.deepcopy(layer.state_dict())
with torch.no_grad():
    layer.bias.neg_()  # training goes on
for state in view, best:  # wrong, right
    print("moved too:", state["bias"].equal(layer.bias))
# --8<-- [end:best]
assert len(list(net.parameters())) == 4, "a ModuleList shows its layers"
assert idle == ["layers.1.weight", "layers.1.bias"], "the idle layer is named"
assert net.layers[1].weight.grad is not None, "used, a layer gets a gradient"
assert not best["bias"].equal(view["bias"]), "a deep copy stays, a view moves"
