"""Dropout before batch norm shifts the variance that eval mode relies on."""

# --8<-- [start:order]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.rand(4096, 100)
orders = {
    "dropout, linear, norm": [nn.Dropout(0.5), nn.Linear(100, 50)],
    "linear, norm, dropout": [nn.Linear(100, 50)],
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
assert abs(ratios[1] - 1) < 0.05, (
    "with dropout behind, the variance in eval mode is the learnt one"
)
