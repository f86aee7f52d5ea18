"""One neuron by hand is nn.Linear(2, 1) followed by an activation."""

# --8<-- [start:by-hand]
import torch
from torch import nn

x = torch.tensor([[2.0, 1.0]])  # (batch, inputs) = (1, 2)
w = torch.tensor([[1.0, -3.0]])  # (outputs, inputs) = (1, 2)
b = torch.tensor([2.0])
z = x @ w.T + b  # 2·1 + 1·(−3) + 2
print("z =", z.item(), " ReLU(z) =", z.relu().item())
# --8<-- [end:by-hand]

# --8<-- [start:by-torch]
neuron = nn.Linear(2, 1)
with torch.no_grad():
    neuron.weight.copy_(w)
    neuron.bias.copy_(b)
print("linear regression:  ", neuron(x).item())
print(f"logistic regression: {torch.sigmoid(neuron(x)).item():.3f}")
print("ReLU neuron:        ", torch.relu(neuron(x)).item())
# --8<-- [end:by-torch]

assert z.item() == neuron(x).item() == 1, "by hand and by nn.Linear, z is 1"
