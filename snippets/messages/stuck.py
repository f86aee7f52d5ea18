"""A loss at ln K, an optimizer of another net, weights that rest."""

# --8<-- [start:ln-k]
import torch
from torch import nn
from torch.nn import functional as F

zero = torch.tensor([0])
for classes in 2, 10, 100, 1000:
    loss = F.cross_entropy(torch.zeros(1, classes), zero)
    print(f"{classes:4} classes, no knowledge: {loss:.2f}")


x, y = torch.eye(3), torch.arange(3)  # a sample a class


def curve(net, optimizer, steps=10):
    losses = []
    for step in range(steps):
        loss = F.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# --8<-- [end:ln-k]

# --8<-- [start:other]
torch.manual_seed(0)
net, old = (nn.Linear(3, 3) for _ in range(2))
lr = 1.0
SGD = torch.optim.SGD
stays = curve(net, SGD(old.parameters(), lr))  # wrong
falls = curve(net, SGD(net.parameters(), lr))  # right
for losses in stays, falls:
    print(f"{losses[0]:.2f} -> {losses[-1]:.2f}")
# --8<-- [end:other]

# --8<-- [start:late]
w = torch.tensor([1.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.25)
w.square().backward()
optimizer.zero_grad()  # wrong: the gradient is gone
optimizer.step()
print(w.item())
w.square().backward()
optimizer.step()  # right: nothing between these two
print(w.item())
# --8<-- [end:late]
assert len(set(stays)) == 1, "a net that no optimizer holds keeps its loss"
assert falls[-1] < falls[0] / 2, "its own optimizer brings the loss down"
assert w < 1, "a step right after backward() moves the weight"
