"""Early stopping keeps a copy of the net that was best on validation."""

# --8<-- [start:data]
import copy

import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)  # float64
learn, check, report = torch.randperm(1797).split([200, 300, 1297])
x_val, y_val = x[check], y[check]
x, y = x[learn], y[learn]
y[:40] = (y[:40] + torch.randint(1, 10, (40,)).to(device)) % 10  # now wrong
net = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
net = net.double().to(device)
optimizer = torch.optim.Adam(net.parameters(), lr=1e-2)
# --8<-- [end:data]
# --8<-- [start:stop]
best_loss, patience = float("inf"), 10  # 1. how long to wait
for epoch in range(60):
    loss = nn.functional.cross_entropy(net(x), y)  # 2. learn for one epoch
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():  # 3. measure on the validation part
        val_loss = nn.functional.cross_entropy(net(x_val), y_val).item()
    if val_loss < best_loss:  # 4. better: keep a copy of the weights
        best_loss, best_epoch = val_loss, epoch
        best = copy.deepcopy(net.state_dict())
    elif epoch - best_epoch >= patience:  # 5. no better for too long:
        break  # 6. stop
print(f"stopped at epoch {epoch}: validation loss {val_loss:.3f}")
net.load_state_dict(best)  # 7. go back to the best
with torch.no_grad():
    back = nn.functional.cross_entropy(net(x_val), y_val).item()
print(f"back to epoch {best_epoch}: validation loss {back:.3f}")
# --8<-- [end:stop]
# --8<-- [start:live-view]
kept = net.state_dict()  # wrong: no copy
before = kept["0.weight"].clone()
loss = nn.functional.cross_entropy(net(x), y)
optimizer.zero_grad()
loss.backward()
optimizer.step()  # training goes on
print("the kept weights are unchanged:", kept["0.weight"].equal(before))
# --8<-- [end:live-view]
assert epoch < 59, "the run stops before the last of its 60 epochs"
assert abs(back - best_loss) < 1e-6 < val_loss - back, (
    "going back restores the best validation loss"
)
assert not kept["0.weight"].equal(before), "state_dict() makes no copy"
used = net[0].weight.grad
net.load_state_dict(best)
again = nn.functional.cross_entropy(net(x), y)
(fresh,) = torch.autograd.grad(again, net[0].weight)
assert used.allclose(fresh, atol=1e-6), "the step uses the best net's gradient"
