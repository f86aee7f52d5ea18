"""Backpropagation changes no weight: what to do with a gradient is free."""
# --8<-- [start:free]
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
x = torch.randn(32, 2, requires_grad=True)
y = x.detach().prod(1, keepdim=True)
before = [p.clone() for p in net.parameters()]
loss = nn.functional.mse_loss(net(x), y)
loss.backward()
same = all(torch.equal(p, q) for p, q in zip(before, net.parameters()))
print("weights unchanged by backward():", same)

with torch.no_grad():
    moved = nn.functional.mse_loss(net(x + 0.5 * x.grad), y)
    for p in net.parameters():
        p -= 0.01 * p.grad  # gradient descent: this line, not backward()
    down = nn.functional.mse_loss(net(x), y)
print("a step down the weights lowers the loss:", bool(down < loss))
print("a step up the inputs raises it:", bool(moved > loss))
# --8<-- [end:free]
# --8<-- [start:value]
with torch.no_grad():
    for p, old in zip(net.parameters(), before):
        p.copy_(old)
first = net[0].weight.grad.clone()
net.zero_grad()
(nn.functional.mse_loss(net(x), y) + 1000).backward()
print("loss + 1000, same gradient:", torch.allclose(net[0].weight.grad, first))
# --8<-- [end:value]

assert same, "backward changes no weight"
assert down < loss < moved, (
    "a step down the weights lowers the loss, one up the inputs raises it"
)
fit = nn.functional.mse_loss(net(x), y)
grads = torch.autograd.grad(fit, [x, *net.parameters()])
up, *rest = (g.square().sum() for g in grads)
rise = (moved - loss) / (0.5 * up)
assert 0.9 < rise < 1.1, "the slopes in x foretell how far the loss rises"
fall = (loss - down) / (0.01 * sum(rest))
assert 0.9 < fall < 1.1, "the slopes in the weights foretell how far it falls"
assert torch.allclose(net[0].weight.grad, first), (
    "1000 more in the loss does not change the gradient"
)
