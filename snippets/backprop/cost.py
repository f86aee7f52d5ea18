"""One backward pass gives every derivative for about two forward passes."""
# --8<-- [start:count]
from timeit import timeit

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
one_sweep = timeit(lambda: net(x).square().mean().backward(), number=1)
with torch.no_grad():  # two nudges for 500 weights, the rest left out
    nudging = timeit(lambda: net(x).square().mean(), number=1000)
print("faster than nudging 500 weights:", one_sweep < nudging)
# --8<-- [end:clock]

assert 1.8 < ratio < 2, "backward costs about two forward passes"
work = 2 * 32 * (parameters - 641)  # 641 biases need no product
assert forward.get_total_flops() == work, (
    "a forward pass costs two operations for each weight and each row"
)
assert parameters == 41_665, "the net has 41,665 parameters"
slopes = torch.autograd.grad(net(x).square().mean(), [*net.parameters()])
pairs = zip(net.parameters(), slopes)
found = [torch.allclose(p.grad, 2 * slope) for p, slope in pairs]
assert all(found), "each of the two sweeps found every derivative"
assert one_sweep < nudging, "one sweep is faster than nudging 500 weights"
