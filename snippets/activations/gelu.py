"""GELU weighs x by the chance that a normal number is below x."""

# --8<-- [start:exact]
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F

x = torch.linspace(-5, 5, 10_001, dtype=torch.float64)
cdf = (1 + torch.erf(x / 2**0.5)) / 2  # Φ(x)
exact = F.gelu(x)
print("x Φ(x) equals F.gelu:", (x * cdf - exact).abs().max().item() < 1e-12)
lows = {}
for f in (F.gelu, F.silu, F.mish):
    y = f(x)
    lows[f.__name__] = y.min().item()
    print(f"{f.__name__:5} lowest {y.min():.4f} at {x[y.argmin()]:.3f}")
# --8<-- [end:exact]

# --8<-- [start:approximations]
quick = {
    "tanh form": F.gelu(x, approximate="tanh"),
    "sigmoid form": x * torch.sigmoid(1.702 * x),
}
fig, axes = plt.subplots(2, 1, figsize=(4.5, 4.4), layout="constrained")
worst = []
for ax, (name, y) in zip(axes, quick.items()):
    error = y - exact
    worst.append(error.abs().max().item())
    print(f"{name}: off by at most {worst[-1]:.6f}")
    ax.plot(x[::25], 1000 * error[::25])
    ax.set(title=f"{name} minus exact GELU", ylabel="error × 1000")
axes[1].set_xlabel("x")
plt.show()
# --8<-- [end:approximations]

inner = (2 / torch.pi) ** 0.5 * (x + 0.044715 * x**3)
paper = 0.5 * x * (1 + torch.tanh(inner))
assert torch.allclose(quick["tanh form"], paper), (
    "the tanh form is 0.5x(1 + tanh(√(2/π)(x + 0.044715x³)))"
)
assert abs(lows["gelu"] + 0.17) < 1e-4, "the lowest value of GELU is -0.17"
assert abs(x[exact.argmin()] + 0.752) < 1e-4, "GELU is lowest " \
    "near x = -0.752"
assert abs(worst[0] - 4.73e-4) < 1e-6, (
    "the tanh form is at most 0.000473 away from exact GELU"
)
assert worst[1] > 40 * worst[0], "the sigmoid form is over forty times worse"
