"""Ten broken training loops and five checks: which notices which."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_val, y, y_val = (torch.tensor(a).to(device) for a in parts)  # float64
# --8<-- [end:data]
# --8<-- [start:train]
def train(n, epochs, clear="first", end=nn.Identity(), lr=0.003, scale=1,
          other=False, labels=y, rows=torch.randperm):
    torch.manual_seed(0)
    nets = [nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
            .double().to(device) for _ in range(2)]
    net, W, ratios, losses = nets[0], nets[0][0].weight, [], []
    optimizer = torch.optim.Adam(nets[other].parameters(), lr=lr)
    for epoch in range(epochs):
        for batch in rows(n).to(device).split(32):  # of the first n images
            before = W.detach().clone()
            logits = end(net(scale * x[batch]))
            loss = nn.functional.cross_entropy(logits, labels[batch])
            if clear == "first":
                optimizer.zero_grad()
            loss.backward()
            if clear == "late":
                optimizer.zero_grad()
            optimizer.step()
            losses += [loss.item()] * len(batch)  # each image counts once
            ratios.append(((W - before).norm() / before.norm()).item())
    with torch.no_grad():
        hits = (net(scale * x_val).argmax(1) == y_val).double().mean().item()
    return (losses[0], sum(losses[-n:]) / n, 100 * hits,
            torch.tensor(ratios).median().item(), min(losses))
# --8<-- [end:train]
# --8<-- [start:table]
loops = {"correct": {}, "zero_grad left out": {"clear": None},
         "zero_grad too late": {"clear": "late"}, "other net": {"other": True},
         "softmax at end": {"end": nn.Softmax(1)},
         "ReLU at end": {"end": nn.ReLU()}, "rate ÷ 1000": {"lr": 3e-6},
         "rate × 1000": {"lr": 3.0}, "pixels × 255": {"scale": 255},
         "labels off": {"labels": y.roll(1)}, "sorted": {"rows":
         lambda n: y[:n].cpu().argsort(stable=True)}}
print("loop                first   batch    last  held out     ratio")
for name, bug in loops.items():
    *_, best = train(32, epochs=100, **bug)  # one batch, again and again
    a, z, acc, r, _ = train(1347, epochs=6, **bug)
    loops[name] = hits = a > 2.8, best > 0.5, z > 0.5, acc < 90, r < 1e-4
    texts = f"{a:.2f} {best:.2f} {z:.2f} {acc:.1f}% {round(r, 5):.0e}".split()
    print(f"{name:18}", *(f"{t:>7}{' *'[h]}" for t, h in zip(texts, hits)))
# --8<-- [end:table]
assert not any(loops.pop("correct")), "the correct loop passes all five checks"
assert all(map(any, loops.values())), "the five checks find all ten faults"
for name in ("zero_grad left out", "labels off", "sorted"):
    assert loops[name][:2] == (0, 0), "three faults pass both cheap checks"
    assert loops[name][3], "held-out data find what both cheap checks pass"
assert loops["pixels × 255"] == (1, 0, 0, 0, 0), "of the five checks " \
    "only the first loss tells of raw pixels"
