"""A dead unit can wake up when the layer before it moves."""

# --8<-- [start:revival]
import torch

u = torch.tensor(0.0, requires_grad=True)  # a unit of the layer before
w = torch.tensor([2.0, -1.0], requires_grad=True)  # weight, bias
optimizer = torch.optim.SGD([u, w], lr=0.05)
sums, norms = [], []
for step in range(4):
    z = w[0] * u + w[1]
    loss = (u + torch.relu(z) - 3) ** 2  # u has a second way to the loss
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    sums.append(z.item())
    norms.append(w.grad.norm().item())
    print(f"z {sums[-1]:5.2f}   own gradient {norms[-1]:.2f}")
# --8<-- [end:revival]

assert sums[0] < 0 and norms[0] == 0, "the unit is dead at the start"
assert sums[-1] > 0 and norms[-1] > 0, "the unit is alive at the end"
