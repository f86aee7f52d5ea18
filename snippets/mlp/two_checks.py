"""Two cheap checks find six of ten broken loops and are blind for three."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)  # float64
# --8<-- [end:data]


# --8<-- [start:one-batch]
def one_batch(clear="first", head=nn.Identity(), lr=0.002, scale=1,
              other=False, labels=y, rows=None):
    torch.manual_seed(0)
    nets = [nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
            .double().to(device) for _ in range(2)]
    optimizer, losses = torch.optim.Adam(nets[other].parameters(), lr), []
    batch = (torch.randperm(1797) if rows is None else rows)[:32]
    for step in range(200):  # the same 32 images in every step
        logits = head(nets[0](scale * x[batch]))
        loss = nn.functional.cross_entropy(logits, labels[batch])
        if clear == "first":
            optimizer.zero_grad()
        loss.backward()
        if clear == "late":
            optimizer.zero_grad()
        optimizer.step()
        losses.append(loss.item())
    return losses[0], min(losses)
# --8<-- [end:one-batch]


# --8<-- [start:checks]
bugs = {"correct": {}, "zero_grad left out": {"clear": None},
        "zero_grad too late": {"clear": "late"},
        "optimizer of other net": {"other": True},
        "softmax before loss": {"head": nn.Softmax(1)},
        "ReLU on the logits": {"head": nn.ReLU()},
        "rate ÷ 1000": {"lr": 2e-6}, "rate × 1000": {"lr": 2.0},
        "pixels 0 to 255": {"scale": 255},
        "labels one row off": {"labels": y.roll(1)},
        "sorted by class": {"rows": y.argsort(stable=True)}}
found = {}
for name, bug in bugs.items():
    first, best = one_batch(**bug)
    found[name] = first, best
    print(f"{name:23} first loss {first:5.2f}, one batch down to {best:.2f}")
# --8<-- [end:checks]

passed = {name for name, (first, best) in found.items()
          if abs(first - 2.303) < 0.5 and best < 0.5}
blind = {"zero_grad left out", "labels one row off", "sorted by class"}
assert passed >= blind | {"correct"}, "three of ten faults pass both checks"
assert passed <= blind | {"correct", "ReLU on the logits"}, "six of ten " \
    "faults fail one of the checks"
assert found["pixels 0 to 255"][1] < 0.5, "only the first loss " \
    "tells of raw pixels"
