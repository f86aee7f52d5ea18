"""Himmelblau's function has four minima, all 0, four saddles, one top."""

# --8<-- [start:surface]
import matplotlib.pyplot as plt
import torch


def himmelblau(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


side = torch.linspace(-5, 5, 31, dtype=torch.float64)
x, y = torch.meshgrid(side, side, indexing="xy")  # (31, 31) each
fig, ax = plt.subplots(figsize=(4.5, 3.9), layout="constrained")
height = himmelblau(x, y).sqrt().round(decimals=3)  # the same everywhere
filled = ax.contourf(x, y, height, [0, 2, 4, 7, 10, 14, 20, 30])
ax.set(xlabel="x", ylabel="y", aspect="equal")
plt.colorbar(filled, label="square root of f(x, y)")
plt.show()
# --8<-- [end:surface]
# --8<-- [start:gradient]
x = torch.tensor(-7.0, dtype=torch.float64, requires_grad=True)
y = torch.tensor(-8.0, dtype=torch.float64, requires_grad=True)
himmelblau(x, y).backward()
a, b = x**2 + y - 11, x + y**2 - 7
by_hand = (4 * x * a + 2 * b, 2 * a + 4 * y * b)
print([round(g.item()) for g in by_hand], [x.grad.item(), y.grad.item()])
# --8<-- [end:gradient]
# --8<-- [start:points]
p = torch.cartesian_prod(side, side)  # (961, 2) starts


def bend(p):  # slopes (n, 2) and second derivatives (n, 2, 2)
    p = p.detach().requires_grad_()
    f = himmelblau(p[:, 0], p[:, 1]).sum()
    slope = torch.autograd.grad(f, p, create_graph=True)[0]
    rows = [
        torch.autograd.grad(slope[:, i].sum(), p, retain_graph=True)[0]
        for i in (0, 1)
    ]
    return slope.detach(), torch.stack(rows, dim=1)


for step in range(50):  # Newton's method looks for slope 0
    slope, H = bend(p)
    p = p - torch.linalg.solve(H, slope)
places = (p * 1000).round().unique(dim=0) / 1000
values = himmelblau(places[:, 0], places[:, 1])
curves = torch.linalg.eigvalsh(bend(places)[1])  # (9, 2): least and most
kinds = ("top", "saddle", "minimum")
for i in values.argsort():
    kind, (px, py) = kinds[(curves[i] > 0).sum()], places[i].tolist()
    f, c = values[i].item(), curves[i, 1].item()
    print(f"{kind:8} x {px:5.2f}  y {py:5.2f}  f {f:5.1f}  c {c:5.1f}")
# --8<-- [end:points]
assert by_hand == (x.grad, y.grad), "∂f/∂x and ∂f/∂y equal autograd's"
assert len(places) == 9, "the slope is zero at nine points"
assert (values < 1e-3).sum() == 4, "only the four minima have the value 0"
assert curves[values < 1e-3, 1].min() > 80, "minima curve by more than 80"
