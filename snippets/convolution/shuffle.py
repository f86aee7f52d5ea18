"""One fixed shuffle of the pixels costs the CNN accuracy, the MLP none."""

# --8<-- [start:data]
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
x, x_test = x[:300].float(), x_test.float()  # few: the prior matters most
torch.manual_seed(0)
orders = [torch.randperm(64) for _ in range(5)]  # five fixed shuffles
# --8<-- [end:data]
# --8<-- [start:train]
def mlp():
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))

def cnn():
    return nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 16, 3), nn.ReLU(),
        nn.Conv2d(16, 24, 3), nn.ReLU(), nn.AdaptiveMaxPool2d(1),
        nn.Flatten(), nn.Linear(24, 10))

def accuracy(make, order):
    net = make().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-2)
    for step in range(80):  # full batches
        optimizer.zero_grad()
        F.cross_entropy(net(x[:, order]), y[:300]).backward()
        optimizer.step()
    hits = net(x_test[:, order]).argmax(1) == y_test
    return 100 * hits.float().mean().item()
# --8<-- [end:train]
# --8<-- [start:compare]
drops = {}
for make in (mlp, cnn):
    plain = sum(accuracy(make, torch.arange(64)) for _ in range(5)) / 5
    mixed = sum(accuracy(make, order) for order in orders) / 5
    drops[make] = plain - mixed
    print(f"{make.__name__}: in order {plain:.0f} %, shuffled {mixed:.0f} %")
# --8<-- [end:compare]
assert abs(drops[mlp]) < 1, "a shuffle of the pixels costs the MLP no point"
assert drops[cnn] > 1.5, "a shuffle of the pixels costs the CNN accuracy"
assert x.min() == 0 and x.max() == 1, "the grey values go from 0 to 1"
net, (a, b) = mlp().to(device), x[:2]
assert not torch.allclose(net(a + b) + net(0 * a), net(a) + net(b)), (
    "the MLP is not linear: its answer to a sum is not a sum of answers")
