"""One backward pass gives every derivative that 8,450 runs measure."""

# --8<-- [start:net]
import time

import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 1))
net = net.double()  # 64-bit numbers: small differences survive
x = torch.randn(32, 64, dtype=torch.float64)  # (batch, features)
y = torch.randn(32, 1, dtype=torch.float64)  # (batch, targets)
weights = torch.cat([p.detach().flatten() for p in net.parameters()])
print(f"weights to ask about: {len(weights):,}")
# --8<-- [end:net]

# --8<-- [start:measure]
runs, h = 0, 1e-6
measured = torch.zeros_like(weights)
start = time.perf_counter()
with torch.no_grad():
    for p in net.parameters():
        for value in p.view(-1).split(1):  # one weight at a time, a view
            losses, old = [], value.clone()
            for step in (h, -h):  # up, then down
                value.copy_(old + step)
                losses.append(nn.functional.mse_loss(net(x), y).item())
            value.copy_(old)  # back to where it was
            measured[runs // 2] = (losses[0] - losses[1]) / (2 * h)
            runs += 2
slow = time.perf_counter() - start
print(f"by moving each weight: {runs:,} forward passes")
# --8<-- [end:measure]

# --8<-- [start:backward]
start = time.perf_counter()
nn.functional.mse_loss(net(x), y).backward()
fast = time.perf_counter() - start
exact = torch.cat([p.grad.flatten() for p in net.parameters()])
print("difference below 1e-7:", (measured - exact).abs().max().item() < 1e-7)
print("more than 20 times faster:", slow > 20 * fast)
# --8<-- [end:backward]

assert len(weights) == 4225 and runs == 8450, "4,225 weights take 8,450 runs"
now = torch.cat([p.detach().flatten() for p in net.parameters()])
assert torch.equal(now, weights), "after the measurement every weight is back"
assert (measured - exact).abs().max() < 1e-7, "moving each weight " \
    "and autograd give the same derivatives, to 1e-7"
assert slow > 20 * fast, "autograd is more than 20 times as fast as measuring"
assert slow < start, "the time is a difference, not a reading of the clock"
assert exact.abs().min() > 0, "none of the 4,225 derivatives is zero"
with torch.no_grad():  # the formula for the first layer, by hand
    hidden, error = torch.tanh(net[0](x)), 2 * (net(x) - y) / len(x)
    by_hand = (error * net[2].weight * (1 - hidden**2)).T @ x
gap = (by_hand - net[0].weight.grad).abs().max()
assert gap < 1e-12, "the first layer's gradient equals the formula by hand"
