"""Degree and penalty decide together how far a fit strays from the rule."""

# --8<-- [start:houses]
import matplotlib.pyplot as plt
import torch

generator = torch.Generator().manual_seed(0)
x = torch.linspace(-1, 1, 15).double()
noise = [torch.randn(15, generator=generator).double() for _ in range(8)]
sets = (torch.sin(3 * x) + 0.2 * torch.stack(noise)).round(decimals=2)
for prices in sets:  # eight draws of the noise
    print(*(f"{price:5.2f}" for price in prices))
# --8<-- [end:houses]
# --8<-- [start:fits]
grid = torch.linspace(-1, 1, 201).double()

def fit(degree, lam):  # the w of the smallest ‖X w − y‖² + λ‖w‖²
    powers = torch.arange(degree + 1)
    X, G = x[:, None]**powers, grid[:, None]**powers
    A = X.T @ X + lam * torch.eye(degree + 1)
    W = torch.linalg.solve(A, X.T @ sets.T)  # one column for each draw
    train = ((X @ W - sets.T)**2)[:, 0].mean()  # of the first
    return W, G @ W, train.item()

def parts(fits):  # how far the first, and the mean of all, is from the rule
    away = ((fits - torch.sin(3 * grid)[:, None])**2)[:, 0].mean().item()
    bias2 = ((fits.mean(1) - torch.sin(3 * grid))**2).mean().item()
    return away, bias2, fits.var(1, correction=0).mean().item()

for degree, power in (1, -8), (3, -8), (9, -4), (14, -8), (14, -3), (14, 2):
    W, fits, train = fit(degree, 10.0**power)
    away, bias2, variance = parts(fits)
    print(f"degree {degree}, log10 λ {power}: train {train:.4f}, from the",
          f"rule {away:.4f},\n  ‖w‖ {W[:, 0].norm():.2e}, all draws:",
          f"bias² {bias2:.4f}, variance {variance:.4f}")
# --8<-- [end:fits]
# --8<-- [start:figure]
_, axes = plt.subplots(2, figsize=(4.5, 3.9), sharex=True,
                       layout="constrained")
for ax, power in zip(axes, (-8, -3)):
    ax.plot(grid, fit(14, 10.0**power)[1], "C0-", lw=0.8)
    ax.plot(grid, torch.sin(3 * grid), "--", color="gray")
    ax.plot(x, sets[0], "o", color="gray", ms=4)
    ax.set(title=f"degree 14, λ = {10.0**power:g}", ylim=(-2, 2),
           ylabel="price (scaled)")
ax.set_xlabel("size (scaled)")
plt.show()
# --8<-- [end:figure]
strays = {(d, k): parts(fit(d, 10.0**k)[1])
          for d in (1, 3, 14) for k in (-8, -3, 2)}
assert strays[14, -8][0] > 2 * strays[14, -3][0], \
    "degree 14 strays further from the rule without a penalty than with one"
assert strays[14, 2][0] > 2 * strays[14, -3][0], \
    "too strong a penalty underfits"
assert strays[1, -8][1] > 2 * strays[3, -8][1], "degree 1 underfits"
assert strays[14, -8][2] > 2 * strays[14, -3][2], \
    "a penalty narrows the fan of degree 14"
