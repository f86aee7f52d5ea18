"""Training error falls with the degree; validation error turns up again."""

# --8<-- [start:houses]
import matplotlib.pyplot as plt
import torch

generator = torch.Generator().manual_seed(0)


def price(size):  # a rule of the size, plus all that the size does not tell
    noise = torch.randn(size.shape, generator=generator).double()
    return torch.sin(3 * size) + 0.2 * noise


x = torch.linspace(-1, 1, 15).double()[:, None]  # (houses, 1)
x_val = 2 * torch.rand(1000, 1, generator=generator).double() - 1
y, y_val = price(x), price(x_val)
# --8<-- [end:houses]
# --8<-- [start:degrees]
fits, errors = {}, {}
for degree in 0, 1, 3, 5, 9, 14:
    powers = torch.arange(degree + 1)
    w = torch.linalg.lstsq(x**powers, y).solution  # (degree + 1, 1)
    train = ((x**powers @ w - y) ** 2).mean().item()
    val = ((x_val**powers @ w - y_val) ** 2).mean().item()
    fits[degree], errors[degree] = w, (train, val)
    print(f"degree {degree:2}: train {train:.3f}, validation {val:.3f}")
# --8<-- [end:degrees]
# --8<-- [start:figure]
grid = torch.linspace(-1, 1, 201).double()[:, None]
fig, axes = plt.subplots(3, figsize=(4.5, 6.3), layout="constrained")
for ax, degree in zip(axes, (1, 3, 14)):
    ax.plot(grid, grid ** torch.arange(degree + 1) @ fits[degree], "C0",
            label="the fit")
    ax.plot(grid, torch.sin(3 * grid), "--", color="gray", label="the rule")
    ax.plot(x, y, "C1o", label="15 houses")
    ax.set(title=f"degree {degree}", ylim=(-2, 2), ylabel="price (scaled)")
axes[0].legend()
axes[2].set_xlabel("size (scaled)")
plt.show()
# --8<-- [end:figure]

best = min(errors, key=lambda degree: errors[degree][1])
falling = [errors[degree][0] for degree in (0, 1, 3, 5, 9, 14)]
assert falling == sorted(falling, reverse=True), (
    "the training error falls with every higher degree"
)
assert errors[14][0] < 1e-6, "degree 14 passes through all 15 points"
assert best not in (0, 1, 14), "the best degree is neither 0 nor 1 nor 14"
assert max(errors[3][1], errors[5][1]) < 0.12, (
    "the validation errors of degrees 3 and 5 come near the noise"
)
assert errors[1][1] > 2 * errors[3][1], (
    "degree 1 underfits: its validation error is twice that of degree 3"
)
assert errors[14][1] > 10 * errors[3][1], (
    "degree 14 overfits: its validation error is ten times that of 3"
)
