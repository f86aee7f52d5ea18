"""After a step, .grad parts a late zero_grad from a wrong optimizer."""

# --8<-- [start:grads]
import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = torch.randn(8, 4).to(device), (torch.arange(8) % 3).to(device)
found = {"zero_grad too late": [], "optimizer of other net": []}
for name, sizes in found.items():
    late = name == "zero_grad too late"
    net, other = nn.Linear(4, 3).to(device), nn.Linear(4, 3).to(device)
    owner = net if late else other
    lr, steps = 0.01, 3
    optimizer = torch.optim.Adam(owner.parameters(), lr=lr)
    for step in range(steps):
        if not late:
            optimizer.zero_grad()  # clears the gradients of the other net
        nn.functional.cross_entropy(net(x), y).backward()
        if late:
            optimizer.zero_grad()  # clears what the step was to use
        optimizer.step()
        grad = net.weight.grad
        sizes.append(grad if grad is None else round(grad.norm().item(), 2))
    print(f"{name:23}", sizes)
# --8<-- [end:grads]

gone, sums = found.values()
assert gone == [None] * steps, "a late zero_grad leaves no gradient"
assert sums[0] < sums[1] < sums[2], "with another net's optimizer, " \
    "the gradients add up from step to step"
