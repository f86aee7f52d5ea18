"""Of nets that all fit without an error, the narrowest is not the best."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)  # float64
# --8<-- [end:data]


# --8<-- [start:fit]
def fit(seed, width):  # down to one training loss, however long it takes
    torch.manual_seed(seed)
    learn, report = torch.randperm(1797).split([200, 1597])
    net = nn.Sequential(nn.Linear(64, width), nn.ReLU(), nn.Linear(width, 10))
    lr, epochs = 2e-2, 1000
    optimizer = torch.optim.Adam(net.double().to(device).parameters(), lr=lr)
    for epoch in range(epochs):
        loss = nn.functional.cross_entropy(net(x[learn]), y[learn])
        if loss < 0.01:
            break
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():  # look, do not learn
        right = net(x).argmax(1) == y
    return [100 * right[i].double().mean().item() for i in (learn, report)]
# --8<-- [end:fit]


# --8<-- [start:compare]
table = {}
for width in 8, 16, 32, 128:
    rows = torch.tensor([fit(seed, width) for seed in range(3)])
    table[width] = rows
    train, test = rows.mean(0)
    print(f"{width:3} units: training {train:.1f} %, test {test:.1f} %")
# --8<-- [end:compare]

assert all((rows[:, 0] == 100).all() for rows in table.values()), (
    "each net fits its 200 digits without an error"
)
means = {width: rows[:, 1].mean() for width, rows in table.items()}
assert means[128] > means[8] + 1, "the narrowest of them is not the best"
