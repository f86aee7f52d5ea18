"""Batch norm, dropout, clipping and a schedule in one full run on Iris."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split as split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)  # rounding stays out of sight
x, y = load_iris(return_X_y=True)
x, x_test, y, y_test = split(x, y, test_size=30, stratify=y, random_state=0)
x, x_val, y, y_val = split(x, y, test_size=30, stratify=y, random_state=0)
train, val, test = (  # scaled by the 90 training rows alone
    [torch.tensor(c).to(device) for c in ((a - x.mean(0)) / x.std(0), b)]
    for a, b in ((x, y), (x_val, y_val), (x_test, y_test)))
# --8<-- [end:data]
# --8<-- [start:fit]
def score(net, x, y):  # loss and accuracy
    with torch.no_grad():
        logits = net.eval()(x)  # dropout off, running statistics
    hits = (logits.argmax(1) == y).double().mean().item()
    return nn.functional.cross_entropy(logits, y).item(), 100 * hits
def fit(net, epochs=60):
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    history = []
    for epoch in range(epochs):
        net.train()  # dropout on, statistics of the batch
        for rows in torch.randperm(90).to(device).split(16):
            logits, y = net(train[0][rows]), train[1][rows]
            optimizer.zero_grad()
            nn.functional.cross_entropy(logits, y).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
        schedule.step()  # once an epoch
        history.append(score(net, *train) + score(net, *val))
    return torch.tensor(history)  # (epochs, 4)
# --8<-- [end:fit]
# --8<-- [start:run]
class Dropout(nn.Dropout):  # draws its mask on the CPU: equal everywhere
    def forward(self, x):
        kept = (torch.rand(x.shape) >= self.p).to(x.device)
        return x * kept / (1 - self.p) if self.training else x
torch.manual_seed(0)
layers = [m for a, b in ((4, 64), (64, 32)) for m in
          (nn.Linear(a, b), nn.BatchNorm1d(b), nn.ReLU(), Dropout(0.2))]
net = nn.Sequential(*layers, nn.Linear(32, 3)).to(device)
history = fit(net)
print(f"test accuracy: {score(net, *test)[1]:.1f} %, majority: 33.3 %")
_, axes = plt.subplots(2, 1, figsize=(4.5, 4.4), layout="constrained")
for k, name in enumerate(("loss", "accuracy (%)")):
    axes[k].plot(history[:, k::2], label=["training", "validation"])
    axes[k].set(xlabel="epoch", ylabel=name)
axes[0].legend()
plt.show()
# --8<-- [end:run]
assert history[-1, 0] < 0.3 * history[0, 0], "the training loss falls"
assert score(net, *test)[1] > 80, "the test accuracy passes 80 %"
