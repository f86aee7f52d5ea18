"""Eleven activations, their slopes and their properties, all computed."""

# --8<-- [start:grid]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

family = dict(sigmoid=torch.sigmoid, tanh=torch.tanh, ReLU=torch.relu)
family["leaky ReLU"] = lambda x: F.leaky_relu(x, 0.1)
family |= dict(ELU=F.elu, SELU=F.selu, softplus=F.softplus, GELU=F.gelu)
family |= dict(SiLU=F.silu, Mish=F.mish, hardswish=F.hardswish)


def slope(f, x):
    x = x.clone().requires_grad_()
    return torch.autograd.grad(f(x).sum(), x)[0]


x = torch.linspace(-4, 4, 81)
fig, axes = plt.subplots(6, 2, figsize=(4.5, 8.4), layout="constrained")
for ax, (name, f) in zip(axes.flat, family.items()):
    ax.plot(x, f(x), label="f(x)")
    ax.plot(x, slope(f, x), label="slope f′(x)")
    ax.set(title=name, ylim=(-1.9, 2.1), xticks=[-4, 0, 4])
axes[5, 0].set_xlabel("x")
axes[5, 1].legend(handles=axes[0, 0].get_lines(), loc="center")
axes[5, 1].axis("off")
plt.show()
# --8<-- [end:grid]

# --8<-- [start:table]
x = torch.linspace(-10, 10, 20_001, dtype=torch.float64)
bell = torch.exp(-x.square() / 2)  # the inputs: N(0, 1)
ends = torch.tensor([-1e9, 0, 1e9], dtype=torch.float64)
rows = {}
print("              low  high steep  at 0  mean")
for name, f in family.items():
    low, high = torch.cat([f(x), f(ends)]).aminmax()
    mean = (f(x) * bell).sum() / bell.sum()
    rows[name] = [low, high, slope(f, x).max(), slope(f, ends)[1], mean]
    texts = [f"{v:z5.2f}" if abs(v) < 9 else " none"  # z: no -0.00
             for v in rows[name]]
    print(f"{name:10}", *texts)
# --8<-- [end:table]

assert rows["sigmoid"][2] == 0.25 and rows["tanh"][2] == 1, (
    "at its steepest tanh has slope 1, 4 times that of sigmoid"
)
assert abs(rows["SELU"][4]) < 0.001 < 0.1 < rows["ELU"][4], (
    "for inputs from N(0, 1) SELU's mean is about 0 and ELU's above 0.1"
)
assert rows["GELU"][0] > rows["SiLU"][0] > rows["Mish"][0], (
    "Mish dips deepest below 0, then SiLU, and GELU least"
)
