"""An optimizer that was made before its net was replaced moves nothing."""

# --8<-- [start:early]
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(2, 1, bias=False, device="meta")  # no numbers yet
optimizer = torch.optim.SGD(net.parameters(), lr=0.5)  # wrong: too early
net.to_empty(device="cpu")  # memory for them: new parameters
nn.init.ones_(net.weight)


def step(optimizer):
    before = net.weight.tolist()
    net.zero_grad()
    net(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    return before, net.weight.tolist()


early = step(optimizer)
print("made before:", *early)
late = step(torch.optim.SGD(net.parameters(), lr=0.5))  # right
print("made after: ", *late)
weight = net.weight
kept = net.to(torch.float64).weight is weight
print("another format, the same parameter:", kept)
# --8<-- [end:early]

assert early[0] == early[1], "an optimizer made too early moves nothing"
assert late[0] != late[1], "one made after the move does"
assert kept, "a change of format keeps the parameters"
