"""Momentum keeps a weight moving when its gradient is zero."""

# --8<-- [start:question]
import torch

w = torch.tensor([10.0])
optimizer = torch.optim.SGD([w], lr=1.0, momentum=0.5)
for slope in (4.0, 0.0, 0.0):
    w.grad = torch.tensor([slope])
    optimizer.step()
    print(w.item())
# --8<-- [end:question]
assert w.item() == 3.0, (
    "after one slope of 4 the weight moves on, by half as much each time"
)
