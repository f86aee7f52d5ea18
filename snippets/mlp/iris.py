"""Batch norm, clipping, a schedule and a baseline in one run on Iris."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
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
        logits = net.eval()(x)  # batch norm by its running statistics
    hits = (logits.argmax(1) == y).double().mean().item()
    return nn.functional.cross_entropy(logits, y).item(), 100 * hits
def fit(net, epochs=60):
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    history = []
    for epoch in range(epochs):
        net.train()  # batch norm by the statistics of the batch
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
torch.manual_seed(0)
layers = [m for a, b in ((4, 64), (64, 32)) for m in
          (nn.Linear(a, b, bias=False), nn.BatchNorm1d(b), nn.ReLU())]
net = nn.Sequential(*layers, nn.Linear(32, 3)).to(device)
history = fit(net)
linear = LogisticRegression().fit(*(part.cpu() for part in train))
hits = score(net, *test)[1], 100 * linear.score(*(p.cpu() for p in test))
print("MLP {:.1f} %, linear {:.1f} %,".format(*hits),
      f"majority {100 * test[1].bincount().max() / 30:.1f} %")
_, axes = plt.subplots(2, 1, figsize=(4.5, 4.4), layout="constrained")
for k, name in enumerate(("loss", "accuracy (%)")):
    axes[k].plot(history[:, k::2], label=["training", "validation"])
    axes[k].set(xlabel="epoch", ylabel=name)
axes[0].legend()
plt.show()
# --8<-- [end:run]
assert history[-1, 0] < 0.3 * history[0, 0], "the training loss falls"
assert min(hits) > 80, "both the net and the linear model pass 80 %"
assert abs(hits[0] - hits[1]) < 14, "they differ by four flowers at most"
