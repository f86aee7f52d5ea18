"""Which remedy does best depends on the epoch at which one looks."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
x, y = torch.tensor(x / 16).to(device), torch.tensor(y).to(device)
nets, epochs, lr = 3, 250, 0.02
looks = [10, 15, 25, 40, 60, 100, 150, epochs]
# --8<-- [end:data]
# --8<-- [start:run]
def run(images=100, width=32, decay=0, p=0.0):  # three nets side by side
    torch.manual_seed(0)
    order = torch.stack([torch.randperm(1797) for _ in range(nets)]).to(device)
    learn, rest = order[:, :images], order[:, 500:]  # (nets, images), …
    target, fifth = y[learn], images // 5  # one label in five is wrong:
    target[:, :fifth] += torch.randint(1, 10, (nets, fifth)).to(device)
    start = torch.randn(nets, 64, width) / 8, torch.randn(nets, width, 10) / 8
    W, V = weights = [w.to(device).requires_grad_() for w in start]
    optimizer = torch.optim.AdamW(weights, lr, weight_decay=decay, fused=True)
    looked = []
    for epoch in range(1, epochs + 1):
        h = F.dropout((x[learn] @ W).relu(), p)  # (nets, images, width)
        loss = F.cross_entropy((h @ V).mT, target % 10) * nets
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if epoch in looks:
            with torch.no_grad():
                z = ((x[rest] @ W).relu() @ V).mT  # (nets, 10, 1297)
            right = (z.argmax(1) == y[rest])[:, 300:].double().mean(1)
            val = F.cross_entropy(z, y[rest], reduction="none")[:, :300]
            looked.append(torch.stack([100 * right, val.mean(1)]).cpu())
    return torch.stack(looked, dim=1)  # (2, looks, nets)
# --8<-- [end:run]
# --8<-- [start:compare]
ways = {}, {"width": 8}, {"decay": 4}, {"p": 0.5}, {"images": 400}
fig, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
table = []
for how, style in zip(ways, ("-", ":", "--", "-.", "o-")):
    name = " ".join(f"{key} {value}" for key, value in how.items()) or "none"
    score, val_loss = run(**how)
    kept = score.gather(0, val_loss.argmin(0, keepdim=True)).mean()
    table.append([*score.mean(1)[[2, 5, -1]], kept])
    print(f"{name:10}", *(f" {value:.0f}" for value in table[-1]), "%")
    ax.semilogx(looks, score.mean(1), style, label=name)
ax.set(xlabel="epoch (log scale)", ylabel="test accuracy in %", ylim=(15, 92))
ax.legend(loc="lower right")
plt.show()
# --8<-- [end:compare]
none, narrow, decay, _, more = table
assert none[3] > none[2] + 5, "with no remedy, stopping saves over five points"
assert decay[2] > none[2] + 5, "at the end decay beats none by five points"
assert decay[2] > more[2] + 2, "at the end decay beats four times the data"
assert more[3] > decay[3] + 4, "stopped in time, four times the data beat it"
assert narrow[2] < none[2] and narrow[3] < none[3] - 4, "8 units lag behind 32"
