"""Tensors, autograd, layers, optimizers and data loading fit together."""

# --8<-- [start:tools]
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

x = torch.arange(6.0).view(6, 1)  # tensor: numbers in a shape
y = 3 * x
data = DataLoader(TensorDataset(x, y), batch_size=2, shuffle=True)  # batches
torch.manual_seed(0)
net = nn.Linear(1, 1)  # nn: layers with weights
lr, steps = 0.05, 200
optimizer = torch.optim.SGD(net.parameters(), lr=lr)  # optim: updates
for _ in range(steps):
    for x_batch, y_batch in data:
        loss = nn.functional.mse_loss(net(x_batch), y_batch)
        optimizer.zero_grad()
        loss.backward()  # autograd: slopes
        optimizer.step()
print(f"found: y = {net.weight.item():.1f} x")
# --8<-- [end:tools]
assert len(data) == 3, "six examples come in three batches of two"
assert abs(net.weight.item() - 3) < 0.05, "the weight found " \
    "from examples is 3, to within 0.05"
assert abs(net.bias.item()) < 0.05, "the bias found is 0, to within 0.05"
