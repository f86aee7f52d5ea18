"""Full-batch gradient descent drives the largest curvature up to 2 / lr."""

# --8<-- [start:curvature]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(a[:100]).to(device) for a in load_digits(return_X_y=True))
x, target = (x - x.mean(dim=0)) / 8, nn.functional.one_hot(y, 10)

def gradient(value, params):  # as one vector
    grads = torch.autograd.grad(value, params, create_graph=True)
    return parameters_to_vector(grads)
def curvature(slope, params, v, turns):  # power iteration from v
    for turn in range(turns):
        v = v / v.norm()
        Hv = gradient(slope @ v, params).detach()
        c, v = (v @ Hv).item(), Hv
    return c, v
# --8<-- [end:curvature]
# --8<-- [start:descend]
def descend(lr, steps=800):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 32), nn.Tanh(), nn.Linear(32, 10))
    params = list(net.double().to(device).parameters())
    w = parameters_to_vector(params).detach()
    curves, losses, v = [], [], torch.ones_like(w)
    for step in range(steps):
        loss = (net(x) - target).square().sum(dim=1).mean()
        losses.append(loss.item())
        slope = gradient(loss, params)
        c, v = curvature(slope, params, v, turns=2 if step else 50)
        curves.append(c)
        w = w - lr * slope.detach() + 1e-4 * torch.randn(len(w)).to(w)
        vector_to_parameters(w, params)
    return curves, losses
# --8<-- [end:descend]
# --8<-- [start:figure]
_, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
ends, walks = {}, {}
for lr, color in ((0.2, "C0"), (0.3, "C1")):
    curves, walks[lr] = descend(lr)
    ends[lr] = sum(curves[-200:]) / 200 * lr
    rises = sum(b > a for a, b in zip(walks[lr], walks[lr][1:]))
    print(f"{lr}: c {curves[0]:.1f}, then {ends[lr]:.2f} / lr; {rises} rises")
    ax.plot(curves, color, label=f"lr {lr}")
    ax.axhline(2 / lr, color=color, linestyle=":")
ax.set(xlabel="step", ylabel="largest curvature", ylim=(0, 12))
ax.legend(loc="lower right")
plt.show()
# --8<-- [end:figure]
assert all(1.9 < end < 2.1 for end in ends.values()), (
    "at either rate the largest curvature ends at 1.9 / lr to 2.1 / lr")
assert curves[0] < 6 and rises > 100, (
    "the curvature starts below 6, and at one rate the loss rose 100 times")
assert all(sum(w[-400:-200]) > 1.2 * sum(w[-200:]) for w in walks.values()), (
    "over the 200 steps before, the loss is 1.2 times that of the last 200")
