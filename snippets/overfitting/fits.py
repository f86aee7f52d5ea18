"""Degree and penalty decide together how far a fit strays from the rule."""

# --8<-- [start:houses]
import matplotlib.pyplot as plt
import torch

generator = torch.Generator().manual_seed(0)
x = torch.linspace(-1, 1, 15).double()
noise = torch.randn(15, generator=generator).double()
y = (torch.sin(3 * x) + 0.2 * noise).round(decimals=2)
print(*(f"{price:.2f}" for price in y))
# --8<-- [end:houses]
# --8<-- [start:fits]
grid = torch.linspace(-1, 1, 201).double()

def fit(degree, lam):  # the w of the smallest ‖X w − y‖² + λ‖w‖²
    powers = torch.arange(degree + 1)
    X, G = x[:, None]**powers, grid[:, None]**powers
    w = torch.linalg.solve(X.T @ X + lam * torch.eye(degree + 1), X.T @ y)
    train = ((X @ w - y)**2).mean()
    return w, train.item(), ((G @ w - torch.sin(3 * grid))**2).mean().item()

for degree, power in (1, -8), (3, -8), (9, -4), (14, -8), (14, -3), (14, 2):
    w, train, away = fit(degree, 10.0**power)
    print(f"degree {degree}, log10 λ {power}: train {train:.4f},",
          f"from the rule {away:.4f}, ‖w‖ {w.norm():.2e}")
# --8<-- [end:fits]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.9), layout="constrained")
for degree, power, style in (1, -8, ":"), (14, -8, "--"), (14, -3, "-"):
    w = fit(degree, 10.0**power)[0]
    ax.plot(grid, grid[:, None]**torch.arange(degree + 1) @ w, style,
            label=f"degree {degree}, λ = {10.0**power:g}")
ax.plot(x, y, "o", color="gray")
ax.set(xlabel="size (scaled)", ylabel="price (scaled)", ylim=(-2, 2))
ax.legend()
plt.show()
# --8<-- [end:figure]
strays = {(d, k): fit(d, 10.0**k)[2]
          for d in (1, 3, 14) for k in (-8, -3, 2)}
assert strays[14, -8] > 2 * strays[14, -3], \
    "degree 14 strays further from the rule without a penalty than with one"
assert strays[14, 2] > 2 * strays[14, -3], "too strong a penalty underfits"
assert strays[1, -8] > 2 * strays[3, -8], "degree 1 underfits"
