"""Square and hinge loss classify digits about as well as cross-entropy."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)
x, x_test = x.float(), x_test.float()  # (1347, 64), (450, 64)
# --8<-- [end:data]


# --8<-- [start:train]
def square(outputs, y):
    return F.mse_loss(outputs, F.one_hot(y, num_classes=10).float())


accuracies = {}
for loss_of in F.cross_entropy, square, F.multi_margin_loss:
    accs = []
    for seed in range(5):
        torch.manual_seed(seed)
        net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
        optimizer = torch.optim.Adam(net.to(device).parameters(), lr=0.01)
        for _ in range(100):
            optimizer.zero_grad()
            loss_of(net(x), y).backward()
            optimizer.step()
        with torch.no_grad():
            hits = net(x_test).argmax(dim=1) == y_test
        accs.append(hits.float().mean().item())
    accuracies[loss_of.__name__] = sum(accs) / 5
    print(f"{loss_of.__name__:17} accuracy {sum(accs) / 5:.2f}")
# --8<-- [end:train]
assert len(x) == 1347 and len(x_test) == 450, (
    "1,347 images are for training and 450 for the test"
)
assert x.min() == 0 and x.max() == 1, "grey values reach from 0 to 1"
assert 0.94 < min(accuracies.values()) <= 1, (
    "with each of the three losses more than 94 % are right"
)
assert max(accuracies.values()) - min(accuracies.values()) < 0.03, (
    "the three accuracies lie less than 3 percentage points apart"
)
