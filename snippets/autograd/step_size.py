"""A finite difference has a best step; smaller steps make it worse."""

# --8<-- [start:errors]
import matplotlib.pyplot as plt
import numpy as np
import torch

steps = [m / 10**k for k in range(2, 15) for m in (10, 3)]  # 0.1 to 3e-14
x = np.arange(200, 1400) / 1000  # 1,200 points


def f(x):
    return x * x * x  # products are rounded alike on every machine


def mean_error(h, dtype, central):
    at, back = x.astype(dtype), h if central else 0
    slope = (f(at + h) - f(at - back)) / (h + back)
    return np.abs(slope - 3 * x * x).mean()


curves = {
    "float32, central": [mean_error(h, np.float32, True) for h in steps],
    "float64, forward": [mean_error(h, np.float64, False) for h in steps],
    "float64, central": [mean_error(h, np.float64, True) for h in steps],
}
# --8<-- [end:errors]

# --8<-- [start:draw]
t = torch.tensor(x, requires_grad=True)
f(t).sum().backward()
worst = np.abs(t.grad.numpy() - 3 * x * x).max()
print("autograd: error below 1e-14:", worst < 1e-14)
moved = (x.astype("float32") + 1e-9 != x.astype("float32")).any()
print("float32: a step of 1e-9 moves some x:", moved)
_, plot = plt.subplots(figsize=(4.5, 3.4), layout="constrained")
for name, errors in curves.items():
    plot.loglog(steps, errors, marker="o", markersize=3, label=name)
    best = steps[np.argmin(errors)]
    print(f"{name}: best step {best:.0e}, error {min(errors):.0e}")
plot.set(xlabel="step h (log scale)", ylabel="mean error (log scale)")
plot.set_ylim(1e-15, 10)
plot.legend(loc="lower left")
plt.show()
# --8<-- [end:draw]
rough, forward, fine = (steps[np.argmin(v)] for v in curves.values())
assert forward < fine / 100, (
    "the best forward step is under a hundredth of the best central one"
)
assert fine < rough / 100, (
    "the best step in float64 is under a hundredth of that in float32"
)
assert abs(errors[0] - 0.1**2) < 1e-9, "a step of 0.1 is off by its square"
assert worst < 1e-14, "autograd's slope is off by less than 1e-14"
assert not moved and len(x) == 1200, (
    "in float32 a step of 1e-9 moves none of the 1,200 points"
)
assert all(v[-1] > 1000 * min(v) for v in curves.values()), (
    "the smallest step is over 1,000 times worse than the best one"
)
