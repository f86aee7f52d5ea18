"""Three slips with activations, and a sum whose slope autograd gets wrong."""

# --8<-- [start:last-layer]
import torch
import torch.nn.functional as F
from torch import nn

logits = torch.tensor([[-1.0, -2.0, -3.0]], requires_grad=True)
y = torch.tensor([2])
slopes = []
for out in (torch.relu(logits), logits):
    loss = F.cross_entropy(out, y)
    slopes += torch.autograd.grad(loss, logits)
    print(f"loss {loss.item():.2f}, {slopes[-1].ne(0).sum()} slopes not 0")
# --8<-- [end:last-layer]

# --8<-- [start:in-place]
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = torch.sigmoid(x)
y = F.relu(y, inplace=True)  # overwrites what sigmoid's slope needs
try:
    y.sum().backward()
except RuntimeError as error:
    print(str(error).split(":")[0])
# --8<-- [end:in-place]


# --8<-- [start:typo]
def build(name):
    layers = [nn.Linear(2, 8), nn.Linear(8, 1)]
    if name == "relu":
        layers.insert(1, nn.ReLU())
    return nn.Sequential(*layers)


net = build("tanh")
print(net)
# --8<-- [end:typo]

# --8<-- [start:lookup]
modules = {"relu": nn.ReLU, "gelu": nn.GELU}
try:
    modules["tanh"]()
except KeyError as error:
    print("KeyError:", error)
# --8<-- [end:lookup]

# --8<-- [start:predict]
x = torch.tensor([-1.0, 0.0, 2.0], requires_grad=True)
y = torch.relu(x) - torch.relu(-x)  # this is x itself
y.sum().backward()
# --8<-- [end:predict]

# --8<-- [start:answer]
print(y.tolist(), x.grad.tolist())
# --8<-- [end:answer]

assert slopes[0].eq(0).all() and slopes[1].ne(0).all(), "ReLU blocks gradients"
assert len(net) == 2 and type(build("relu")[1]) is nn.ReLU, "tanh adds nothing"
assert y.equal(x) and x.grad.tolist() == [1, 0, 1], "the slope at 0 is wrong"
