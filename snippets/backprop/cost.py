"""One backward pass gives every derivative for about two forward passes."""
# --8<-- [start:count]
from time import perf_counter

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)
layers = [m for _ in range(10) for m in (nn.Linear(64, 64), nn.Tanh())]
net = nn.Sequential(*layers, nn.Linear(64, 1))
x = torch.randn(32, 64)  # (batch, features)
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
# --8<-- [start:clock]
start = perf_counter()
net(x).square().mean().backward()  # all derivatives
one_sweep = perf_counter() - start

start = perf_counter()
with torch.no_grad():
    for _ in range(1000):  # two nudges for 500 weights, the rest left out
        net(x).square().mean()
nudging = perf_counter() - start
print("faster than nudging 500 weights:", one_sweep < nudging)
# --8<-- [end:clock]

assert 1.8 < ratio < 2, "backward costs about two forward passes"
assert parameters == 41_665, "the page states the number of parameters"
assert one_sweep < nudging, "one sweep beats nudging 1 % of the weights"
