"""Dropout before batch norm shifts the variance that eval mode relies on."""

# --8<-- [start:order]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.rand(4096, 100)
block = [nn.Linear(100, 50), nn.BatchNorm1d(50, momentum=None), nn.ReLU()]
orders = {
    "dropout, linear, norm": [nn.Dropout(0.5), nn.Linear(100, 50)],
    "linear, norm, dropout": [nn.Linear(100, 50)],
    "that twice, second norm": [*block, nn.Dropout(0.5), nn.Linear(50, 50)],
}
ratios = []
for name, before in orders.items():
    front, norm = nn.Sequential(*before), nn.BatchNorm1d(50, momentum=None)
    for batch in x.split(256):
        norm(front(batch))  # training mode: running_var is learnt
    front.eval()
    ratios.append((front(x).var(0) / norm.running_var).mean().item())
    print(f"{name}: variance in eval mode / running_var = {ratios[-1]:.2f}")
# --8<-- [end:order]
assert ratios[0] < 0.6, (
    "with dropout in front, inputs vary far less in eval mode"
)
assert ratios[2] < 0.6, (
    "in a stack, the dropout of one block is in front of the next norm"
)
assert abs(ratios[1] - 1) < 0.05, (
    "with dropout behind, the variance in eval mode is the learnt one"
)
