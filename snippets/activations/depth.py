"""How much gradient reaches the first layer depends on f and on the start."""

# --8<-- [start:measure]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

he, xavier = nn.init.kaiming_normal_, nn.init.xavier_normal_


def first_over_last(f, depth, start):
    layers = [nn.Linear(64, 64) for _ in range(depth)]
    a, y = torch.randn(256, 64), torch.randint(10, (256,))
    for layer in layers:
        start(layer.weight)
        a = f(layer(a))  # (batch, units)
    F.cross_entropy(nn.Linear(64, 10)(a), y).backward()
    first, last = layers[0].weight.grad, layers[-1].weight.grad
    return (first.norm() / last.norm()).item()


# --8<-- [end:measure]
# --8<-- [start:compare]
torch.manual_seed(0)
family = dict(sigmoid=torch.sigmoid, softplus=F.softplus, GELU=F.gelu)
family |= {"ReLU": torch.relu, "leaky ReLU": F.leaky_relu, "tanh": torch.tanh}
cases = {name: (f, torch.detach) for name, f in family.items()}  # default
cases |= {"tanh, Xavier": (torch.tanh, xavier), "ReLU, He": (torch.relu, he)}
depths, curves = [2, 5, 10, 20], {}
print("layers      ", *[f"{depth:6}" for depth in depths])
for name, (f, start) in cases.items():
    runs = [[first_over_last(f, d, start) for d in depths] for _ in range(5)]
    curves[name] = torch.tensor(runs).median(0).values.tolist()
    print(f"{name:12}", *[f"{ratio:6.0e}" for ratio in curves[name]])
# --8<-- [end:compare]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(4.5, 3.4), layout="constrained")
for name in ("ReLU, He", "tanh", "ReLU", "GELU", "sigmoid"):
    ax.semilogy(depths, curves[name], marker="o", markersize=4, label=name)
ax.set(xlabel="layers", ylabel="gradient, first / last (log scale)")
ax.set_xticks(depths)
ax.legend()
plt.show()
# --8<-- [end:draw]

# --8<-- [start:sums]
for f in (F.softplus, F.gelu):
    z = torch.randn(256, 64)
    for _ in range(20):
        z = nn.Linear(64, 64)(f(z))
    print(f"{f.__name__:8} size of z: {z.square().mean().sqrt():.2f}")
# --8<-- [end:sums]

ten, twenty = ({k: v[i] for k, v in curves.items()} for i in (2, 3))
assert ten["sigmoid"] < 1e-6 < ten["ReLU"] < 0.05, "ReLU fades, sigmoid more"
assert twenty["ReLU"] < 1e-4, "ReLU with the default start vanishes too"
assert z.square().mean().sqrt() < 0.2, "the sums of GELU shrink in 20 layers"
assert min(twenty["ReLU, He"], twenty["tanh, Xavier"]) > 0.1, "the init helps"
