"""Backprop adds up all paths and touches each weight only once."""
# --8<-- [start:sum]
from itertools import product

import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
W = [torch.randn(o, i).double() for i, o in [(3, 4), (4, 4), (4, 4), (4, 1)]]
x = torch.randn(3, dtype=torch.float64, requires_grad=True)
a, slopes = x, []
for weight in W:
    a = (a @ weight.T).tanh()
    slopes.append(1 - a.detach() ** 2)  # tanh' = 1 - tanh²
a.sum().backward()

total, paths = 0.0, list(product(range(4), repeat=3))
for path in paths:  # from input 0 through one unit of each layer to the end
    units, factor = (0, *path, 0), 1.0
    for k, (i, o) in enumerate(zip(units, units[1:])):
        factor = factor * W[k][o, i] * slopes[k][o]
    total = total + factor
print("paths from input 0:", len(paths))
equal = bool((total - x.grad[0]).abs() < 1e-12)
print("sum over all paths equals backprop:", equal)
# --8<-- [end:sum]
# --8<-- [start:growth]
depths = range(1, 11)
walks = [64**depth for depth in depths]  # one input, one output
weights = [64 + 64**2 * (depth - 1) + 64 for depth in depths]
print(f"10 layers: {walks[-1]:.1e} paths over {weights[-1]:,} weights")

fig, ax = plt.subplots(figsize=(4.5, 3), layout="constrained")
ax.semilogy(depths, walks, marker="o", label="paths")
ax.semilogy(depths, weights, marker="s", label="weights on them")
ax.set_xlabel("hidden layers of 64 units")
ax.set_ylabel("count (log scale)")
ax.legend()
plt.show()
# --8<-- [end:growth]

assert equal, "backprop gives the sum over all paths"
assert walks[-1] > 1e13 * weights[-1], (
    "10 layers have more than 1e13 times as many paths as weights"
)
