"""A finite difference has a best step; smaller steps make it worse."""

# --8<-- [start:errors]
import matplotlib.pyplot as plt
import torch

steps = [10.0 ** (-k / 2) for k in range(2, 29)]
x = torch.linspace(0.2, 1.4, 2000, dtype=torch.float64, requires_grad=True)


def mean_error(h, dtype, central):
    """Mean error of a difference quotient of sin at 2,000 points."""
    at = x.detach().to(dtype)
    if central:
        slope = (torch.sin(at + h) - torch.sin(at - h)) / (2 * h)
    else:
        slope = (torch.sin(at + h) - torch.sin(at)) / h
    return (slope.double() - torch.cos(at.double())).abs().mean().item()


curves = {
    "float32, central": [mean_error(h, torch.float32, True) for h in steps],
    "float64, forward": [mean_error(h, torch.float64, False) for h in steps],
    "float64, central": [mean_error(h, torch.float64, True) for h in steps],
}
# --8<-- [end:errors]

# --8<-- [start:draw]
torch.sin(x).sum().backward()
worst = (x.grad - torch.cos(x)).abs().max().item()
print("autograd: error below 1e-15:", worst < 1e-15)
moved = (x.detach().float() + 1e-9 != x.detach().float()).any().item()
print("float32: a step of 1e-9 moves some x:", moved)
_, plot = plt.subplots(figsize=(4.5, 3.4), layout="constrained")
for name, errors in curves.items():
    plot.loglog(steps, errors, marker="o", markersize=3, label=name)
    best = steps[errors.index(min(errors))]
    print(f"{name}: best step {best:.0e}, error {min(errors):.0e}")
plot.set(xlabel="step h (log scale)", ylabel="mean error (log scale)")
plot.set_ylim(1e-15, 10)
plot.legend(loc="lower left")
plt.show()
# --8<-- [end:draw]

best = {k: steps[v.index(min(v))] for k, v in curves.items()}
assert best["float64, forward"] < best["float64, central"], "the forward " \
    "difference wants a smaller step than the central one"
assert 1e-6 < best["float64, central"] < 2e-5, "the best central step " \
    "in float64 is between 1e-6 and 2e-5"
assert best["float32, central"] >= 1e-3, "in float32 the best step " \
    "is at least 1e-3"
assert not moved, "in float32 a step of 1e-9 moves none of the 2,000 points"
for errors in curves.values():
    assert errors[-1] > 1000 * min(errors), "the error of the smallest " \
        "step is more than 1,000 times that of the best one"
