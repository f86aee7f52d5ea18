"""Divided by the root of d, scores keep their size, and softmax its slope."""

# --8<-- [start:scores]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
sizes = (4, 16, 64, 256, 1024)
largest = {"plain": [], "divided": []}
var, slope = {}, {}
for d in sizes:
    q, k = torch.randn(2000, 1, d).double(), torch.randn(2000, 8, d).double()
    for name, by in (("plain", 1), ("divided", d**0.5)):
        scores = q @ k.mT / by  # (2000, 1, 8)
        A = scores.softmax(2)
        var[name, d] = scores.var().item()
        slope[name, d] = (A * (1 - A)).mean().item()
        largest[name].append(A.max(2).values.mean().item())
        if d in (4, 64, 1024):
            print(f"d = {d:4} {name:7} variance {var[name, d]:6.1f}, "
                  f"slope {slope[name, d]:.3f}")
# --8<-- [end:scores]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.7), layout="constrained")
for name, style in (("plain", "s--"), ("divided", "o-")):
    ax.semilogx(sizes, largest[name], style, base=2, label=name)
ax.axhline(1 / 8, color="gray", linestyle=":", label="all equal")
ax.set(xlabel="d (log scale)", ylabel="largest of 8 weights", ylim=(0, 1))
fig.legend(loc="outside upper center", ncols=3)
plt.show()
# --8<-- [end:figure]

assert all(0.9 * d < var["plain", d] < 1.1 * d for d in sizes), "without " \
    "the root the variance of a score is about d"
assert all(0.9 < var["divided", d] < 1.1 for d in sizes), "divided by the " \
    "root of d it is about 1"
assert slope["plain", 1024] < 0.01 < 0.08 < slope["divided", 1024], "at " \
    "d = 1024 softmax is nearly flat without the root, and not with it"
assert largest["plain"][-1] > 0.9 and max(largest["divided"]) < 0.5, "only " \
    "without the root one weight takes nearly everything"
