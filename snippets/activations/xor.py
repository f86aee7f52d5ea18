"""Stacked linear layers are one linear layer, so they cannot learn XOR."""

# --8<-- [start:train]
import torch
import torch.nn.functional as F
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])  # 1 where x1 and x2 differ
x, y = x.to(device), y.to(device)
losses = {}
for f in (nn.Identity(), nn.Tanh()):
    torch.manual_seed(0)  # the same starting weights for both
    layers = [nn.Linear(2, 8), f, nn.Linear(8, 8), f, nn.Linear(8, 1)]
    net = nn.Sequential(*layers).to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
    for _ in range(1000):
        loss = F.binary_cross_entropy_with_logits(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    losses[type(f).__name__] = loss.item()
    print(f"{type(f).__name__:8}  loss {loss.item():.3f}")
print(f"ln 2           {torch.tensor(2.0).log().item():.3f}")
# --8<-- [end:train]

# --8<-- [start:collapse]
torch.manual_seed(0)
first = nn.Linear(3, 5, dtype=torch.float64)
second = nn.Linear(5, 2, dtype=torch.float64)
x = torch.randn(100, 3, dtype=torch.float64)  # (batch, inputs)
weight = second.weight @ first.weight  # (2, 5) @ (5, 3) = (2, 3)
bias = first.bias @ second.weight.T + second.bias  # (2,)
one = x @ weight.T + bias  # (batch, 2)
gap = (second(first(x)) - one).abs().max().item()
bent = (second(torch.relu(first(x))) - one).abs().max().item()
print("two layers equal one layer to 1e-12:", gap < 1e-12)
print("still so with a ReLU between them:  ", bent < 1e-12)
# --8<-- [end:collapse]

assert abs(losses["Identity"] - 0.6931) < 1e-3, "the linear net stays at ln 2"
assert losses["Tanh"] < 0.01, "the same net with tanh learns XOR"
assert gap < 1e-12, "two affine layers are one affine layer"
assert weight.shape == (2, 3) and one.shape == (100, 2), "the one layer " \
    "leads from 3 inputs to 2 outputs"
cut = (torch.relu(-first(x)) @ second.weight.T).abs().max().item()
assert abs(bent - cut) < 1e-12, "the outputs differ " \
    "by what the ReLU cut off"
assert bent > 0.05, "a ReLU between the layers breaks the collapse"
