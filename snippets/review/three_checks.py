"""Three checks before the first run; each finds what the others let pass."""

# --8<-- [start:checks]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)


def train(x, y, steps=60, late=False):
    net = nn.Sequential(nn.Linear(64, 100), nn.ReLU(), nn.Linear(100, 10))
    optimizer = torch.optim.Adam(net.double().to(device).parameters(), lr=0.01)
    losses = []
    for step in range(steps):
        loss = nn.functional.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        if late:
            optimizer.zero_grad()
        optimizer.step()
        losses.append(loss.item())
    return net, losses
# --8<-- [end:checks]


# --8<-- [start:three]
def three(x, y, copies=1, **fault):
    _, losses = train(x[:32], y[:32], **fault)  # one batch
    mixed = y[torch.randperm(len(y)).to(device)]  # labels that mean nothing
    x, mixed = x.repeat(copies, 1), mixed.repeat(copies)
    order = torch.randperm(len(x)).to(device)
    rows, held_out = order[:-150], order[-150:]
    net, _ = train(x[rows], mixed[rows], **fault)
    with torch.no_grad():
        right = (net(x[held_out]).argmax(1) == mixed[held_out]).double()
    return losses[0], losses[-1], 100 * right.mean().item()
# --8<-- [end:three]


# --8<-- [start:table]
x, y = x[:300], y[:300]
cases = {"as it should be": three(x, y), "pixels × 255": three(255 * x, y),
         "zero_grad too late": three(x, y, late=True),
         "copies, then the split": three(x, y, copies=2)}
print("project                 first  batch  mixed labels")
for name, (first, batch, mixed) in cases.items():
    print(f"{name:23} {first:5.1f} {batch:6.2f} {mixed:8.0f} %")
# --8<-- [end:table]

found = [(first > 2.8, batch > 1, mixed > 20)
         for first, batch, mixed in cases.values()]
assert not any(found[0]), "the right project passes all three checks"
assert found[1:] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)], \
    "each fault is found by one check, and passes the two others"
