"""Full-batch gradient descent drives the largest curvature up to 2 / lr."""

# --8<-- [start:curvature]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(a[:100]).to(device) for a in load_digits(return_X_y=True))
x = (x - x.mean(dim=0)) / 8  # float64
target = nn.functional.one_hot(y, 10)


def curvature(slopes, params, v):  # power iteration, from the direction v
    for turn in range(5):
        length = sum((part**2).sum() for part in v).sqrt()
        v = [part / length for part in v]
        along = sum((s * part).sum() for s, part in zip(slopes, v))
        Hv = torch.autograd.grad(along, params, retain_graph=True)
        c = sum((a * part).sum() for a, part in zip(Hv, v)).item()
        v = Hv
    return c, v
# --8<-- [end:curvature]
# --8<-- [start:descend]
def descend(lr, steps=800):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 32), nn.Tanh(), nn.Linear(32, 10))
    params = list(net.double().to(device).parameters())
    v, curves, losses = [torch.ones_like(p) for p in params], [], []
    for step in range(steps):
        loss = (net(x) - target).square().sum(dim=1).mean()
        slopes = torch.autograd.grad(loss, params, create_graph=True)
        losses.append(loss.item())
        if step % 10 == 0:
            c, v = curvature(slopes, params, v)
            curves.append(c)
        for p, slope in zip(params, slopes):  # a step and a tiny kick
            p.data -= lr * slope + 1e-4 * torch.randn(p.shape).to(p)
    return curves, losses
# --8<-- [end:descend]
# --8<-- [start:figure]
_, axes = plt.subplots(2, 1, figsize=(4.5, 5), layout="constrained")
ends, rises, falls = {}, {}, {}
for lr, color in ((0.2, "C0"), (0.3, "C1")):
    curves, losses = descend(lr)
    ends[lr] = sum(curves[-20:]) / 20 * lr
    rises[lr] = sum(b > a for a, b in zip(losses, losses[1:]))
    falls[lr] = sum(losses[400:600]) / sum(losses[600:])
    print(f"lr {lr}: c {curves[0]:.1f} at first, {ends[lr]:.2f} / lr at last;",
          f"the loss rose {rises[lr]} times")
    axes[0].plot(range(0, len(losses), 10), curves, color, label=f"lr {lr}")
    axes[0].axhline(2 / lr, color=color, linestyle="--")
    axes[1].semilogy(losses, color)
axes[0].set(xlabel="step", ylabel="largest curvature", ylim=(0, 12))
axes[1].set(xlabel="step", ylabel="loss (log scale)")
axes[0].legend(loc="lower right")
plt.show()
# --8<-- [end:figure]
assert max(abs(end - 2) for end in ends.values()) < 0.1, (
    "in the last 200 steps the largest curvature is 1.9 / lr to 2.1 / lr")
assert curves[0] < 5, "at the start the largest curvature is below 5"
assert min(rises.values()) > 20, "the loss rises in more than 20 of the steps"
assert min(falls.values()) > 1.2, (
    "the loss of steps 401 to 600 is over 1.2 times that of the last 200")
