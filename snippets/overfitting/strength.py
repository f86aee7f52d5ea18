"""Too little of a remedy leaves the gap; too much stops the learning."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)  # float64
wrong = torch.arange(200, device=device) < 40  # 40 of 200 labels
epochs, lr = 25, 2e-2


# --8<-- [end:data]
# --8<-- [start:run]
def run(seed, decay=0.0, p=0.0, width=128):
    torch.manual_seed(seed)
    a, b, c = torch.randperm(1797).split([200, 300, 1297])
    labels = (y[a] + wrong * torch.randint(1, 10, (200,)).to(device)) % 10
    net = nn.Sequential(nn.Linear(64, width), nn.ReLU(), nn.Dropout(p))
    net = net.append(nn.Linear(width, 10)).double().to(device)
    optimizer = torch.optim.AdamW(net.parameters(), lr, weight_decay=decay)
    for epoch in range(epochs):
        loss = nn.functional.cross_entropy(net(x[a]), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        train = nn.functional.cross_entropy(net.eval()(x[a]), labels)
        right = net(x[b]).argmax(1) == y[b]
    return train.item(), 100 * right.float().mean().item()


# --8<-- [end:run]
# --8<-- [start:sweep]
grids = {"width": (2, 16, 64, 256), "decay": (0, 4, 16, 40)}
grids["p"] = 0.2, 0.5, 0.8, 0.99
table = {}
for name, values in grids.items():
    for value in values:
        rows = [run(seed, **{name: value}) for seed in range(5)]
        train, val = table[name, value] = torch.tensor(rows).mean(0).tolist()
        print(f"{name} {value}: training loss {train:.3f}, val {val:.1f} %")
# --8<-- [end:sweep]
best = {n: max(v, key=lambda k: table[n, k][1]) for n, v in grids.items()}
inside = [best[name] in values[1:-1] for name, values in grids.items()]
assert all(inside), "the best strength is never at the end of its row"
wide = max(table["p", value][1] for value in grids["p"])
narrow = max(table["width", value][1] for value in grids["width"])
assert wide > narrow, "wide with dropout beats each width without"
extremes = table["width", 2], table["decay", 40], table["p", 0.99]
assert all(row[0] > 1.8 and row[1] < 50 for row in extremes), (
    "at the extremes the training loss is still high after 25 epochs"
)
