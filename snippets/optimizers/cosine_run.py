"""The same AdamW run ends better with a cosine schedule than without."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

torch.set_default_dtype(torch.float64)
x, y = load_digits(return_X_y=True)
data = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, x_test = (torch.tensor(a).to(device) for a in data[:2])
y, y_test = (torch.tensor(a).to(device) for a in data[2:])
# --8<-- [end:data]

# --8<-- [start:run]
def train(seed, schedule, epochs=20):
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Linear(64, 64),
        nn.ReLU(),
        nn.Linear(64, 64),
        nn.ReLU(),
        nn.Linear(64, 10),
    ).to(device)
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.04, weight_decay=0.1)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for epoch in range(epochs):
        for i in torch.randperm(1347).split(128):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[i]), y[i]).backward()
            optimizer.step()
        if schedule:
            cosine.step()  # once an epoch
    with torch.no_grad():
        right = net(x_test).argmax(dim=1) == y_test
    return right.double().mean().item()


scores = {s: [train(seed, s) for seed in range(4)] for s in (False, True)}
# --8<-- [end:run]

# --8<-- [start:compare]
for schedule, row in scores.items():
    name = "cosine" if schedule else "constant"
    mean, worst = 100 * sum(row) / 4, 100 * min(row)
    print(f"{name:8} mean {mean:.1f} %, worst {worst:.1f} %")
# --8<-- [end:compare]
assert sum(scores[True]) > sum(scores[False]), (
    "over four seeds the cosine schedule ends better than a constant rate"
)
assert min(scores[True]) > min(scores[False]), (
    "the worst run with the cosine beats the worst without"
)
assert min(scores[True]) > 0.95, "each run with the cosine is over 95 % right"
