"""Three starts at one learning rate; the end is not always the nearest one."""

# --8<-- [start:paths]
import matplotlib.pyplot as plt
import torch


def himmelblau(p):
    x, y = p
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def descend(start, lr, steps=100):
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=lr)
    walk, losses = [p.detach().clone()], []
    for step in range(steps):
        loss = himmelblau(p)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        walk.append(p.detach().clone())
        losses.append(loss.item())
    return torch.stack(walk), losses  # (steps + 1, 2), steps


starts = [(4.0, 3.0), (-4.0, 5.0), (-7.0, -8.0)]
# --8<-- [end:paths]

# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 5.0), layout="constrained")
side = torch.arange(-72, 73).double() / 8  # -9 to 9, without rounding
grid = torch.meshgrid(side, side, indexing="xy")
levels = [5, 30, 80, 180, 400, 1000, 2500]
ax.contour(side, side, himmelblau(grid), levels, colors="gray", linewidths=0.7,
           algorithm="serial")  # closes its loops on every processor
ends = []
for i, start in enumerate(starts):
    walk, losses = descend(start, lr=0.01)
    ends.append(walk[-1].tolist())
    print(f"from {start} to ({ends[i][0]:.3f}, {ends[i][1]:.3f})")
    ax.plot(walk[:, 0], walk[:, 1], f"C{i}", marker=".", label=f"{start}")
    ax.plot(*walk[0], f"C{i}", marker="s")
ax.set(xlabel="x", ylabel="y")
fig.legend(title="start (square)", loc="outside lower center", ncols=3)
plt.show()
# --8<-- [end:figure]

# --8<-- [start:overflow]
walk, losses = descend((-7.0, -8.0), lr=0.1, steps=7)
print([f"{loss:.1e}" for loss in losses])
# --8<-- [end:overflow]
want = torch.tensor([(3.0, 2.0), (-2.805118, 3.131313), (-2.805118, 3.131313)])
assert torch.allclose(torch.tensor(ends), want, atol=1e-3), (
    "three starts end in two minima: (3, 2), and twice (-2.81, 3.13)"
)
assert losses[2] > 1e23 and losses[6] != losses[6], (
    "at ten times the rate the loss grows and is nan at the seventh step"
)
