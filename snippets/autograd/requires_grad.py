"""requires_grad starts at the leaves you choose and spreads forward."""

# --8<-- [start:switch]
import torch
from torch import nn

a = torch.ones(3)  # data: off by default
b = torch.ones(3, requires_grad=True)  # on at creation
c = torch.ones(3).requires_grad_()  # on later, in place
print("a, b, c:", a.requires_grad, b.requires_grad, c.requires_grad)
try:
    torch.tensor(3, requires_grad=True)
except RuntimeError as error:
    print(error)
# --8<-- [end:switch]

# --8<-- [start:spread]
print("a + a:", (a + a).requires_grad)
print("a + b:", (a + b).requires_grad)
print("b > 0:", (b > 0).requires_grad)
print("b.argmax():", b.argmax().requires_grad)
with torch.no_grad():
    print("b + b under no_grad:", (b + b).requires_grad)
try:
    b.numpy()
except RuntimeError as error:
    print(str(error).split(". ")[0] + ".")
# --8<-- [end:spread]

# --8<-- [start:freeze]
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
net[0].requires_grad_(False)  # freeze: a pretrained part, for example
x, y = torch.randn(16, 4), torch.randint(2, (16,))  # data: both stay off
nn.functional.cross_entropy(net(x), y).backward()
for name, p in net.named_parameters():
    print(f"{name:9}", "no gradient" if p.grad is None else p.grad.shape)
# --8<-- [end:freeze]

assert torch.equal(a, b) and torch.equal(a, c), "requires_grad " \
    "changes no value of a tensor"
assert x.grad is None and not x.requires_grad, "the input asks " \
    "for no gradient and gets none"
assert net[0].weight.grad is None, "the frozen layer gets no gradient"
assert net[2].weight.grad is not None, "the unfrozen layer gets a gradient"
