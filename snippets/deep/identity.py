"""A shortcut adds the identity to the Jacobian, and that can still cancel."""

# --8<-- [start:jacobian]
import torch
from torch import nn
from torch.func import jacrev

torch.manual_seed(0)
h, eye = torch.randn(8).double(), torch.eye(8).double()
F = nn.Sequential(nn.Linear(8, 8), nn.Tanh()).double()
J = jacrev(lambda h: h + F(h))(h)
print("I + ∂F/∂h:", torch.allclose(J, eye + jacrev(F)(h)))
# --8<-- [end:jacobian]
# --8<-- [start:cancel]
outer = jacrev(lambda h: (h + F(h)).relu())(h)
print("sums below 0:", (h + F(h) < 0).sum().item(), end=", ")
print("rows of zeros:", (outer == 0).all(1).sum().item())
gone = jacrev(lambda h: h + (-h))(h)
print("with F(h) = -h the largest slope is", gone.abs().max().item())
# --8<-- [end:cancel]
# --8<-- [start:depth]
def ratio(depth, shortcut):  # the first layer's gradient over the last one's
    layers = [nn.Linear(64, 64).double() for _ in range(depth)]
    h = torch.randn(32, 64).double()
    for layer in layers:
        h = h + layer(h).relu() if shortcut else layer(h).relu()
    (h * torch.randn(32, 64)).sum().backward()
    first, last = (m.weight.grad.norm() for m in (layers[0], layers[-1]))
    return (first / last).item()


ratios = {}
for shortcut in (False, True):
    name = "with shortcuts" if shortcut else "plain"
    for depth in (5, 20, 50):
        nets = torch.tensor([ratio(depth, shortcut) for _ in range(5)])
        ratios[shortcut, depth] = nets.median().item()
    print(f"{name:14}", *(f"{ratios[shortcut, d]:8.0e}" for d in (5, 20, 50)))
# --8<-- [end:depth]

assert torch.allclose(J, eye + jacrev(F)(h)), "a shortcut adds I to the " \
    "Jacobian"
assert (outer == 0).all(1).any(), "a ReLU after the sum takes the I away"
assert gone.abs().max() == 0, "where F(h) = -h no gradient is left"
assert ratios[False, 50] < 1e-12, "fifty plain layers lose the gradient"
assert 0.02 < ratios[True, 50] < 5, "with shortcuts it arrives"
