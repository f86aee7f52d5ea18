"""Adam rescales an L2 penalty; AdamW shrinks every weight by one factor."""

# --8<-- [start:decay]
import torch

shrunk = {}
for optim in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW):
    w = torch.tensor([1.0, 10.0])
    lr, steps = 0.01, 100
    optimizer = optim([w], lr=lr, weight_decay=0.1)
    for step in range(steps):
        w.grad = torch.zeros(2)  # no loss: nothing but decay
        optimizer.step()
    shrunk[optim.__name__] = (w / torch.tensor([1.0, 10.0])).tolist()
    print(
        f"{optim.__name__:5} 1 -> {w[0].item():.3f}",
        f"  10 -> {w[1].item():.3f}",
    )
# --8<-- [end:decay]

# --8<-- [start:groups]
from torch import nn

net = nn.Sequential(
    nn.Linear(64, 32), nn.LayerNorm(32), nn.ReLU(), nn.Linear(32, 10)
)
matrices = [p for p in net.parameters() if p.ndim > 1]
vectors = [p for p in net.parameters() if p.ndim == 1]  # biases and norms
optimizer = torch.optim.AdamW(
    [
        {"params": matrices},
        {"params": vectors, "weight_decay": 0.0},
    ],
    lr=0.001,
    weight_decay=0.1,
)
for group in optimizer.param_groups:
    count = sum(p.numel() for p in group["params"])
    print(f"{count} numbers, weight_decay {group['weight_decay']}")
# --8<-- [end:groups]

# --8<-- [start:stale]
net[3] = nn.Linear(32, 5)  # a new head, after the optimizer was built
held = {p for group in optimizer.param_groups for p in group["params"]}
missing = [name for name, p in net.named_parameters() if p not in held]
print("never updated:", missing)
# --8<-- [end:stale]
adam, adamw = shrunk["Adam"], shrunk["AdamW"]
assert adam[0] < 0.3 and adam[1] > 0.9, "Adam's L2 shrinks small weights most"
assert abs(adamw[0] - adamw[1]) < 1e-5, (
    "AdamW shrinks both weights by one factor"
)
assert missing == ["3.weight", "3.bias"], (
    "the optimizer does not hold the new head"
)
assert net(torch.zeros(1, 64)).shape == (1, 5), (
    "the net runs with its new head"
)
rates = [group["lr"] for group in optimizer.param_groups]
assert rates == [0.001, 0.001], "an option outside the groups holds for each"
