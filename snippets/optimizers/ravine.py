"""Momentum crosses a ravine quickly; Adam depends on how it is turned."""

# --8<-- [start:steps]
import matplotlib.pyplot as plt
import torch


def walk_ravine(degrees, optim, curvature=100.0, limit=2000, **options):
    turn = torch.deg2rad(torch.tensor(degrees, dtype=torch.float64))
    c, s = torch.cos(turn), torch.sin(turn)
    axes = torch.stack([torch.stack([c, -s]), torch.stack([s, c])])
    H = axes @ torch.diag(axes.new_tensor([1.0, curvature])) @ axes.T
    w = (axes @ axes.new_ones(2)).requires_grad_()
    optimizer = optim([w], **options)
    walk = [w.detach().clone()]
    while walk[-1].norm() > 1e-6 and len(walk) <= limit:
        optimizer.zero_grad()
        (w @ H @ w / 2).backward()
        optimizer.step()
        walk.append(w.detach().clone())
    return torch.stack(walk)  # (steps + 1, 2)


SGD, Adam = torch.optim.SGD, torch.optim.Adam
# --8<-- [end:steps]
# --8<-- [start:table]
steps = {}
for name, optim, options in (
    ("plain", SGD, {"lr": 2 / 101}),
    ("momentum 0.9", SGD, {"lr": 2 / 101, "momentum": 0.9}),
    ("both tuned", SGD, {"lr": 4 / 121, "momentum": 81 / 121}),
    ("Adam 0.1", Adam, {"lr": 0.1}),
    ("Adam 0.3", Adam, {"lr": 0.3}),
    ("Adam tuned", Adam, {"lr": 0.7, "betas": (0.8, 0.99)}),
):
    steps[name] = [len(walk_ravine(d, optim, **options)) - 1 for d in (0, 45)]
    print(f"{name:12} straight {steps[name][0]:4}  turned {steps[name][1]:4}")
# --8<-- [end:table]
# --8<-- [start:figure]
fig, axes = plt.subplots(2, 1, figsize=(4.5, 4.6), layout="constrained")
a, b = torch.linspace(-0.1, 1.1, 61), torch.linspace(-2, 2, 61)
loss = (a**2 + 25 * b[:, None] ** 2) / 2
levels = [0.02, 0.1, 0.3, 1, 3, 10, 30]
for ax, mu, colour in zip(axes, (0.0, 0.444), ("C0", "C1")):
    lr = 4 / 36 if mu else 2 / 26  # the best rate for each, curvature 25
    walk = walk_ravine(0, SGD, 25.0, 30, lr=lr, momentum=mu)
    ax.contour(a, b, loss, levels, colors="gray", linewidths=0.7)
    ax.plot(walk[:, 0], walk[:, 1], colour, marker=".")
    ax.set(title=f"momentum {mu}, 30 steps", ylabel="steep w₂")
axes[1].set_xlabel("flat w₁")
plt.show()
# --8<-- [end:figure]
plain, momentum, ball, adam, fast, tuned = steps.values()
assert 7 * ball[0] < plain[0], "tuned momentum is seven times as fast as SGD"
assert plain[0] == plain[1] and ball[0] == ball[1], "SGD ignores the turn"
assert adam[1] > 3 * adam[0], "turned, Adam at 0.1 needs three times the steps"
assert adam[1] > plain[1], "turned, Adam at 0.1 is slower than plain SGD"
assert fast[1] > 2 * ball[1], "turned, Adam at 0.3 takes twice SGD's steps"
assert ball[1] < tuned[1] < fast[1] / 2, "Adam's averages, too, need a search"
