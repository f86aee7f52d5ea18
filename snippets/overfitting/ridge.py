"""A penalty on the weights tames degree 14; too much of it underfits."""

# --8<-- [start:ridge]
import matplotlib.pyplot as plt
import torch

generator = torch.Generator().manual_seed(0)
def price(size):
    noise = torch.randn(size.shape, generator=generator).double()
    return torch.sin(3 * size) + 0.2 * noise

x = torch.linspace(-1, 1, 15).double()[:, None]
x_val = 2 * torch.rand(1000, 1, generator=generator).double() - 1
y, y_val, powers = price(x), price(x_val), torch.arange(15)
X, X_val = x**powers, x_val**powers  # (houses, 15): degree 14
moved = (x_val + 0.01) ** powers  # each house a little larger
# --8<-- [end:ridge]
# --8<-- [start:sweep]
lams, rows, found, felt = [10.0**k for k in range(-10, 3)], [], {}, {}
for lam in lams:  # minimises ‖X w − y‖² + λ‖w‖²
    w = torch.linalg.solve(X.T @ X + lam * torch.eye(15).double(), X.T @ y)
    errors = [((a @ w - b) ** 2).mean() for a, b in ((X, y), (X_val, y_val))]
    felt[lam] = ((moved - X_val) @ w).abs().mean().item()
    rows.append([*errors, w.norm()])
    found[lam] = w.squeeze() / w.norm()  # the direction alone
    if lam in (1e-10, 1e-3, 100):
        print(f"λ = {lam:g}: train {errors[0]:.3f}, validation", end=" ")
        print(f"{errors[1]:.3f}, length of w {w.norm():.2g},", end=" ")
        print(f"change {felt[lam]:.1g}")
cosine = (found[1e-10] @ found[1e-3]).item()
print(f"cosine between the first two: {cosine:.2f}")
# --8<-- [end:sweep]
# --8<-- [start:figure]
train, val, length = zip(*rows)
fig, axes = plt.subplots(2, figsize=(4.5, 4.2), sharex=True,
                         layout="constrained")
axes[0].loglog(lams, train, "o-", label="training")
axes[0].loglog(lams, val, "s--", label="validation")
axes[0].set_ylabel("squared error (log)")
axes[0].legend()
axes[1].loglog(lams, length, "o-")
axes[1].set(xlabel="strength λ (log scale)", ylabel="length ‖w‖ (log)")
plt.show()
# --8<-- [end:figure]
best = val.index(min(val))
assert list(train) == sorted(train), "the training error only rises as λ grows"
assert list(length) == sorted(length)[::-1], (
    "the weights only get shorter as λ grows"
)
assert felt[100] < felt[1e-3] < felt[1e-10], "short weights answer less"
assert abs(cosine) < 0.1, (
    "the penalty turns the weights as well, by nearly a right angle"
)
assert 0 < best < 12, "the best λ is neither the smallest nor the largest"
assert val[0] > 1.2 * val[best], (
    "too weak a penalty has a higher validation error than the best"
)
assert val[-1] > 3 * val[best], (
    "too strong a penalty has over three times the best validation error"
)
