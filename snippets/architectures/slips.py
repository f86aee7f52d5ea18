"""Two slips of transfer that raise no error."""

# --8<-- [start:norm]
import torch
from torch import nn

torch.manual_seed(0)
body = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU())
body.requires_grad_(False)  # frozen?
x = torch.randn(16, 4)
with torch.no_grad():
    before = body.eval()(x)
    body.train()(x + 3)  # a forward pass of other data, and no step
    after = body.eval()(x)
free = sum(p.numel() for p in body.parameters() if p.requires_grad)
print(f"{free} numbers to train")
print("the same answers:", torch.equal(before, after))
# --8<-- [end:norm]
# --8<-- [start:head]
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
net[2] = nn.Linear(8, 2)  # a new head, which no optimizer knows
start = [p.clone() for p in net.parameters()]
net(x).square().mean().backward()
optimizer.step()
moved = [not torch.equal(a, b) for a, b in zip(start, net.parameters())]
held = sum(p.numel() for p in optimizer.param_groups[0]["params"])
print(f"numbers: the optimizer's {held}, the net's",
      sum(p.numel() for p in net.parameters()))
print("moved: body", *moved[:2], "head", *moved[2:])
# --8<-- [end:head]

assert not torch.equal(before, after), "a frozen body with batch norm " \
    "changes its answers in training mode"
assert moved == [True, True, False, False], "a head that came after the " \
    "optimizer never moves"
