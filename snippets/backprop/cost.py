"""One backward pass gives every derivative for about two forward passes."""
# --8<-- [start:count]
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)
layers = [m for _ in range(10) for m in (nn.Linear(64, 64), nn.Tanh())]
net = nn.Sequential(*layers, nn.Linear(64, 1)).double()
x = torch.randn(32, 64).double()  # (batch, features)
parameters = sum(p.numel() for p in net.parameters())

with FlopCounterMode(display=False) as forward:
    loss = net(x).square().mean()
with FlopCounterMode(display=False) as backward:
    loss.backward()
ratio = backward.get_total_flops() / forward.get_total_flops()
print(f"derivatives wanted: {parameters:,}")
print(f"one backward pass costs {ratio:.2f} forward passes")
print(f"two nudges for each weight cost {2 * parameters:,} forward passes")
# --8<-- [end:count]
# --8<-- [start:nudge]
weights, h = net[18].weight.view(-1), 1e-3
slopes = []
with torch.no_grad(), FlopCounterMode(display=False) as nudging:
    for index in range(5):
        weights[index] += h
        above = net(x).square().mean()
        weights[index] -= 2 * h
        below = net(x).square().mean()
        weights[index] += h
        slopes.append((above - below) / (2 * h))
passes = nudging.get_total_flops() / forward.get_total_flops()
same = torch.allclose(torch.stack(slopes), net[18].weight.grad[0, :5])
print(f"5 derivatives by nudging cost {passes:.0f} forward passes")
print("they equal those of the backward pass:", same)
# --8<-- [end:nudge]

assert 1.8 < ratio < 2, "backward costs about two forward passes"
work = 2 * 32 * (parameters - 641)  # 641 biases need no product
assert forward.get_total_flops() == work, (
    "a forward pass costs two operations for each weight and each row"
)
assert parameters == 41_665, "the net has 41,665 parameters"
assert passes == 2 * len(slopes), "each nudged weight costs two forward passes"
assert same, "nudging and the backward pass find the same derivatives"
