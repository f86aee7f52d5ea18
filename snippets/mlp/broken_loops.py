"""Ten broken training loops leave marks in four numbers, and no error."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(a).to(device) for a in parts)  # float64
# --8<-- [end:data]
# --8<-- [start:train]
def train(clear="first", head=nn.Identity(), lr=0.002, scale=1, other=False,
          labels=y, rows=torch.randperm):
    torch.manual_seed(0)
    nets = [nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
            .double().to(device) for _ in range(2)]
    net, W, ratios, losses = nets[0], nets[0][0].weight, [], []
    optimizer = torch.optim.Adam(nets[other].parameters(), lr)
    for epoch in range(10):
        for batch in rows(1347).to(device).split(32):
            before = W.detach().clone()
            logits = head(net(scale * x[batch]))
            loss = nn.functional.cross_entropy(logits, labels[batch])
            if clear == "first":
                optimizer.zero_grad()
            loss.backward()
            if clear == "late":
                optimizer.zero_grad()
            optimizer.step()
            losses.append(loss.item())
            ratios.append(((W - before).norm() / before.norm()).item())
    hits = (net(scale * x_test).argmax(1) == y_test).double().mean().item()
    ratio = torch.tensor(ratios).median().item()
    return losses[0], sum(losses[-43:]) / 43, hits, ratio
# --8<-- [end:train]
# --8<-- [start:table]
marks = {"correct": {}, "zero_grad left out": {"clear": None},
         "zero_grad too late": {"clear": "late"},
         "optimizer of other net": {"other": True},
         "softmax before loss": {"head": nn.Softmax(1)},
         "ReLU on the logits": {"head": nn.ReLU()},
         "rate ÷ 1000": {"lr": 2e-6}, "rate × 1000": {"lr": 2.0},
         "pixels 0 to 255": {"scale": 255},
         "labels one row off": {"labels": y.roll(1)},
         "sorted by class": {"rows": lambda n: y.cpu().argsort(stable=True)}}
print("loop                    first   last  accuracy  ratio")
for name, bug in marks.items():
    marks[name] = a, z, acc, r = train(**bug)
    print(f"{name:23}{a:6.2f} {z:6.3f} {100 * acc:7.1f} % {round(r, 8):7.0e}")
# --8<-- [end:table]
a, z, h, r = zip(*marks.values())  # first and last loss, accuracy, ratio
assert 0.9 < h[0] > max(h[1], h[5], h[10]), "three faults cost accuracy"
assert r[2] == r[3] == 0 < r[6] < 1e-4, "two nets never move, one hardly moves"
assert h[4] > 0.9 and z[4] > 1.46, "double softmax is accurate at a high loss"
assert h[7] < 0.2 and z[7] > 2.4, "rate 2 ends at chance, loss above ln 10"
assert h[8] > 0.85 and a[8] > 15, "raw pixels start at a huge loss; Adam copes"
assert h[9] < 0.4 and r[9] > 0.002, "with wrong labels, the net moves in vain"
