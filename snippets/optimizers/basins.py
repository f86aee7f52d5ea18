"""The map from start to minimum depends on the rate; nearest is no law."""

# --8<-- [start:map]
import matplotlib.pyplot as plt
import torch

A_to_D = [[3, 2], [-2.8051, 3.1313], [-3.7793, -3.2832], [3.5844, -1.8481]]
minima = torch.tensor(A_to_D, dtype=torch.float64)


def square(half, count):  # a grid of starts: (count, count, 2)
    side = torch.linspace(-half, half, count, dtype=torch.float64)
    return torch.stack(torch.meshgrid(side, side, indexing="xy"), dim=-1)


def descend(p, lr, steps=400):
    for step in range(steps):
        x, y = p.unbind(-1)
        a, b = x * x + y - 11, x + y * y - 7
        slope = torch.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b], dim=-1)
        p = p - lr * slope
    away = (p[..., None, :] - minima).norm(dim=-1)  # to each of the four
    near = away.min(dim=-1)
    return near.indices.double().where(near.values < 0.1, torch.nan)


starts = square(9, 181)
# --8<-- [end:map]

# --8<-- [start:figure]
fig, axes = plt.subplots(2, 1, figsize=(4.5, 8.0), layout="constrained")
box = {"boxstyle": "circle", "facecolor": "white"}
for ax, lr in zip(axes, (0.005, 0.01)):
    end = descend(starts, lr).numpy()
    ax.imshow(end, origin="lower", extent=(-9, 9, -9, 9))
    for letter, (x, y) in zip("ABCD", A_to_D):
        ax.text(
            x, y, letter, ha="center", va="center", color="black", bbox=box
        )
    ax.plot(-7, -8, "s", color="C1", markeredgecolor="white")
    ax.set(title=f"lr = {lr}", xlabel="start x", ylabel="start y")
plt.show()
# --8<-- [end:figure]

# --8<-- [start:nearest]
share = {}
for half, lr in ((5, 0.002), (5, 0.01), (9, 0.002), (9, 0.01)):
    starts = square(half, 101)
    nearest = (starts[..., None, :] - minima).norm(dim=-1).argmin(dim=-1)
    right = (descend(starts, lr) == nearest).double().mean().item()
    share[half, lr] = 100 * right
    print(f"±{half}, lr {lr}: nearest minimum from {100 * right:.1f} %")
# --8<-- [end:nearest]
C, B = [descend(torch.tensor([-7.0, -8.0]), lr).item() for lr in (0.005, 0.01)]
assert (B, C) == (1, 2), "from (-7, -8) the rate 0.005 leads to C, 0.01 to B"
assert (end != end).any(), "at the rate 0.01 some starts end in no minimum"
*near, far = share.values()
assert far < 60, "far out at 0.01, under 60 % of starts end at the nearest"
assert 96 < min(near) < max(near) < 99, "else 96 to 99 % reach the nearest one"
