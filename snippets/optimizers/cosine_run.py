"""At the best rate of each, a cosine ends better than a constant rate."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

x, y = load_digits(return_X_y=True)
data = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, x_test = (torch.tensor(a).to(device) for a in data[:2])  # float64
y, y_test = (torch.tensor(a).to(device) for a in data[2:])
# --8<-- [end:data]
# --8<-- [start:run]
def train(lr, cosine, seed, epochs=5):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    net.double().to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    end = epochs * 32 if cosine else 10**9  # bends down to 0, or never
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, end)
    for epoch in range(epochs):
        for i in torch.randperm(1000).split(32):  # 32 steps an epoch
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[i]), y[i]).backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        return (100 * (net(a).argmax(dim=1) == b).double().mean().item()
                for a, b in ((x[1000:], y[1000:]), (x_test, y_test)))
# --8<-- [end:run]
# --8<-- [start:compare]
lrs, seeds, best = (0.05, 0.1, 0.2, 0.4), range(4), {}
for cosine in (False, True):
    rows = []
    for lr in lrs:
        runs = [train(lr, cosine, seed) for seed in seeds]
        rows.append([sum(part) / len(seeds) for part in zip(*runs)])
    at = max(range(len(lrs)), key=lambda i: rows[i][0])  # by validation
    best[cosine] = rows[at][1], rows[-1]
    print("cosine  " if cosine else "constant", *(f"{v:.1f}" for v, _ in rows),
          f"| best at {lrs[at]}: test {rows[at][1]:.1f} %")
# --8<-- [end:compare]
assert best[True][0] > best[False][0], (
    "at its best rate the cosine's mean is above the constant rate's at its")
assert min(best[True][1]) > 90 > max(best[False][1]), (
    "at the largest rate the cosine is over 90 % right, a constant rate not")
