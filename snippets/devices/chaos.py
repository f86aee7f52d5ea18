"""One seed, two roundings: the losses part, the accuracies agree."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)
x, y = (torch.tensor(a).to(device) for a in load_digits(return_X_y=True))
# --8<-- [end:data]
# --8<-- [start:train]
def train(moved, lr, steps=600):
    nets = nn.ModuleList()
    for _ in range(2):  # one seed, so equal weights
        torch.manual_seed(4)
        nets.append(nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(
            32, 32), nn.ReLU(), nn.Linear(32, 10)).to(device))
    with torch.no_grad():
        for p in nets[1].parameters():  # each number a little up or down
            p *= 1 + moved * torch.randn(p.shape).sign().to(device)
    optimizer = torch.optim.SGD(nets.parameters(), lr=lr, momentum=0.9)
    order, gaps, losses = torch.randperm(1797).to(device), [], []
    for step in range(steps):
        i = order[torch.randint(1347, (64,)).to(device)]  # a batch for both
        pair = [nn.functional.cross_entropy(n(x[i] / 16), y[i]) for n in nets]
        optimizer.zero_grad()
        sum(pair).backward()
        optimizer.step()
        a, b = (nn.utils.parameters_to_vector(n.parameters()) for n in nets)
        gaps.append(((a - b).norm() / a.norm()).item())
        losses.append([loss.item() for loss in pair])
    with torch.no_grad():  # 450 other images
        a, b = (n(x[order[1347:]] / 16).argmax(1) for n in nets)
    hits = [(g == y[order[1347:]]).sum().item() / 4.5 for g in (a, b)]
    return gaps, losses, (a != b).sum().item(), *hits
# --8<-- [end:train]
# --8<-- [start:compare]
runs = {}
for kind, lr in (("float32", 0.15), ("float64", 0.15), ("float32", 0.015)):
    run = runs[kind, lr] = train(torch.finfo(getattr(torch, kind)).eps, lr)
    print(f"{kind}, rate {lr}: distance up to {max(*run[0], 1e-9):.0e},",
          f"{run[2]} of 450 differ, {run[3]:.1f} % and {run[4]:.1f} %")
fast, exact, slow = runs.values()
_, (top, low) = plt.subplots(2, 1, figsize=(4.5, 5), layout="constrained")
top.semilogy(fast[0], "C0-", label="rate 0.15")
top.semilogy(slow[0], "C1--", label="rate 0.015")
top.axhline(1e-9, color="gray", ls=":", label="float64 stays below")
top.set(xlabel="step", ylabel="distance of the weights", ylim=(1e-10, 10))
top.legend()
low.plot(range(550, 600), fast[1][550:])
low.set(xlabel="step", ylabel="batch loss at rate 0.15")
plt.show()
# --8<-- [end:compare]
a, b = torch.tensor(fast[1][500:]).T
assert fast[0][-1] > 1000 * fast[0][0], "float32's unit grows a thousandfold"
assert (a - b).abs().mean() > 0.1 * a.mean(), "the late losses part"
assert fast[2] > 0, "a unit of float32 changes predictions"
assert abs(fast[3] - fast[4]) < 3, "the accuracies agree within 3 points"
assert exact[2] == slow[2] == 0, "no prediction parts in float64 or at 0.015"
