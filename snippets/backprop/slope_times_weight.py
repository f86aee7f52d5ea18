"""Each layer multiplies the gradient by slope times weight, not by slope."""
# --8<-- [start:order]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
W = [torch.randn(4, 4).double() for _ in range(3)]
z = [torch.randn(1, 4, dtype=torch.float64, requires_grad=True)]
for weight in W:
    z.append(z[-1].tanh() @ weight.T)
C = z[-1].square().sum() / 2
last, first = torch.autograd.grad(C, (z[-1], z[0]))

row = mirrored = last  # delta of the last layer, (1, 4)
for k in (2, 1, 0):
    D = torch.diag(1 - z[k].detach()[0].tanh() ** 2)  # slopes, (4, 4)
    row = row @ W[k] @ D  # delta stays on the left
    mirrored = mirrored @ D @ W[k].T  # the order of column vectors
right, wrong = torch.allclose(row, first), torch.allclose(mirrored, first)
print("W times slopes, from the left:", right)
print("column order on row vectors:", wrong)
# --8<-- [end:order]
# --8<-- [start:chain]
def chain(w, b, f, a, depth=10):
    """Slope of the last value in each earlier one, one unit a layer."""
    values = [torch.tensor(a, dtype=torch.float64, requires_grad=True)]
    for _ in range(depth):
        values.append(f(w * values[-1] + b))
    return [g.item() for g in torch.autograd.grad(values[-1], values)]


curves = {f"sigmoid, w = {w}": chain(w, -w / 2, torch.sigmoid, 0.5)
          for w in (1, 2, 4, 8)}  # b keeps every z at 0: slope 0.25
curves["tanh, w = 1"] = chain(1, 0, torch.tanh, 0.0)
for name, slopes in curves.items():
    print(f"{name}: {slopes[0]:.4g}")
aside = chain(8, -4, torch.sigmoid, 0.51)[0]
print(f"sigmoid, w = 8, started at 0.51: {aside:.4g}")
# --8<-- [end:chain]
# --8<-- [start:draw]
fig, ax = plt.subplots(figsize=(4.5, 3.8), layout="constrained")
for (name, slopes), mark in zip(curves.items(), "osD^x"):
    ax.semilogy(slopes, marker=mark, ms=4, label=name)
ax.set_xlabel("layer, counted from the input")
ax.set_ylabel("d output / d layer (log scale)")
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:draw]

ends = [slopes[0] for slopes in curves.values()]
exact = [0.25**10, 0.5**10, 1.0, 1024.0, 1.0]
factors = torch.tensor(ends) / torch.tensor(exact)
assert torch.allclose(factors, torch.ones(5)), (
    "after 10 layers the gradient is (slope times weight)^10"
)
assert aside < 0.1 < chain(8, -4, torch.sigmoid, 0.5)[0], (
    "started beside its unstable point, the chain with weight 8 vanishes"
)
assert torch.allclose(last, z[-1]), "half a sum of squares has slope z"
assert right and not wrong, "for rows W stands right of delta, then the slopes"
