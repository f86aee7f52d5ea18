"""A tilted Himmelblau has one lowest valley; most starts miss it."""

# --8<-- [start:tilted]
import torch


def tilted(p):
    x, y = p.unbind(-1)
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2 + 5 * (x + y)


def descend(starts, lr=0.01, steps=500):
    p = starts.double().requires_grad_()
    optimizer = torch.optim.SGD([p], lr=lr)
    for step in range(steps):
        optimizer.zero_grad()
        tilted(p).sum().backward()  # each row walks for itself
        optimizer.step()
    return tilted(p.detach())


for start in ((4, 3), (-4, -4)):
    f = descend(torch.tensor(start)).item()
    print(f"from {start} to {f:.2f}")
side = torch.linspace(-5, 5, 41)
f = descend(torch.cartesian_prod(side, side))  # 41 · 41 starts
share = 100 * (f < f.min() + 0.1).double().mean().item()
print(f"{share:.0f} % of the starts reach {f.min().item():.2f}")
# --8<-- [end:tilted]
assert abs(f.min().item() + 35.65) < 0.01, (
    "the lowest valley has the floor -35.65"
)
assert share < 30, "most starts end in a higher valley"
low = (f < -35).sum().item()
assert abs(share - 100 * low / 41**2) < 1e-9, (
    "the share is the number of starts that end below -35, out of 41 · 41"
)
