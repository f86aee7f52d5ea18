"""How much gradient reaches the first layer depends on f and on the start."""

# --8<-- [start:measure]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn


def first_over_last(f, depth, scale):
    a, y, sums = torch.randn(256, 64), torch.randint(10, (256,)), []
    for _ in range(depth):
        layer = nn.Linear(64, 64)
        if scale is not None:  # else the default, variance 1 / (3n)
            nn.init.normal_(layer.weight, std=(scale / 64) ** 0.5)
        sums.append(layer(a))  # z, (batch, units)
        sums[-1].retain_grad()  # keeps ∂L/∂z for us
        a = f(sums[-1])
    F.cross_entropy(nn.Linear(64, 10)(a), y).backward()
    return (sums[0].grad.norm() / sums[-1].grad.norm()).item()


# --8<-- [end:measure]
# --8<-- [start:compare]
torch.manual_seed(0)
cases = {  # f, n times the variance of the weights, mean of f′² near 0
    "sigmoid": (torch.sigmoid, None, 1 / 16),
    "softplus": (F.softplus, None, 1 / 4),
    "GELU": (F.gelu, None, 1 / 4),
    "ReLU": (torch.relu, None, 1 / 2),
    "tanh": (torch.tanh, None, 1),
    "sigmoid, 16/n": (torch.sigmoid, 16, 1 / 16),
    "tanh, 1/n": (torch.tanh, 1, 1),
    "ReLU, 2/n": (torch.relu, 2, 1 / 2),
}
depths, curves, paper = [2, 5, 10, 20], {}, {}
print("layers        ", *[f"{depth:5}" for depth in depths], " 20 on paper")
for name, (f, scale, square) in cases.items():
    runs = [[first_over_last(f, d, scale) for d in depths] for _ in range(5)]
    curves[name] = torch.tensor(runs).median(0).values.tolist()
    paper[name] = ((scale or 1 / 3) * square) ** (19 / 2)  # 19 steps back
    print(f"{name:14}", *[f"{v:.0e}" for v in (*curves[name], paper[name])])
# --8<-- [end:compare]

# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(4.5, 3.4), layout="constrained")
for name in ("ReLU, 2/n", "sigmoid, 16/n", "ReLU", "GELU", "sigmoid"):
    ax.semilogy(depths, curves[name], marker="o", markersize=4, label=name)
ax.set(xlabel="layers", ylabel="|∂L/∂z|, first / last (log)", xticks=depths)
ax.legend()
plt.show()
# --8<-- [end:draw]

ends = {name: curve[3] for name, curve in curves.items()}
near = [1 / 4 < ends[name] / paper[name] < 4 for name in [*cases][:5]]
assert all(near), "from default weights run and paper agree to a factor of 4"
assert ends["sigmoid"] < 1e-12 < ends["ReLU"] < 1e-6, "sigmoid fades most"
assert 0.1 < ends["ReLU, 2/n"] < 10, "He's weights keep ReLU's gradient"
assert 1e-6 < ends["sigmoid, 16/n"] < 0.02, "gain 4 lifts the sigmoid's too"
assert 0.02 < ends["tanh, 1/n"] < 1, "Xavier's weights lift that of tanh more"
