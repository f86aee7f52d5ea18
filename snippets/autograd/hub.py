"""Gradient descent needs no network: autograd gives any program its slope."""

# --8<-- [start:descend]
import matplotlib.pyplot as plt
import torch

torch.set_default_dtype(torch.float64)
cities = torch.tensor([[0.0, 0.0], [5.0, 0.0], [1.0, 4.0]])  # (cities, 2)


def road(w):
    """Total length of straight roads from the hub w to every city."""
    return (cities - w).norm(dim=1).sum()


w = torch.tensor([4.0, 3.0], requires_grad=True)  # the two weights
path, before = [w.tolist()], road(w).item()
for _ in range(100):
    road(w).backward()
    with torch.no_grad():
        w -= 0.2 * w.grad  # a step against the gradient
    w.grad = None
    path.append(w.tolist())
print(f"road: {before:.2f} before, {road(w):.2f} after")
print(f"hub at ({w[0]:.2f}, {w[1]:.2f})")
# --8<-- [end:descend]

# --8<-- [start:angles]
to_city = torch.nn.functional.normalize(cities - w.detach(), dim=1)
between = torch.rad2deg(torch.acos((to_city * to_city.roll(1, 0)).sum(dim=1)))
print("angles between the roads:", [f"{a:.1f}°" for a in between.tolist()])
# --8<-- [end:angles]

# --8<-- [start:draw]
fig, plot = plt.subplots(figsize=(4.5, 4.7), layout="constrained")
ticks = torch.arange(-8, 57) / 8  # from -1 to 7 km
grid = torch.cartesian_prod(ticks, ticks).view(65, 65, 1, 2)
height = (grid - cities).norm(dim=3).sum(dim=2)
level = height.T.round(decimals=3)  # to the metre: the same lines everywhere
plot.contour(ticks, ticks, level, 12, colors="gray", linewidths=0.4)
for city, label in zip(cities.tolist(), ("roads", None, None)):
    plot.plot(*zip(city, w.tolist()), color="C2", ls="dotted", label=label)
plot.plot(*zip(*path), "C1o-", markersize=3, label="path of the hub")
plot.plot(*cities.T, "s", color="C0", label="cities")
plot.set(xlabel="w₁ (east, km)", ylabel="w₂ (north, km)", aspect="equal")
fig.legend(loc="outside upper center", ncols=3)
plt.show()
# --8<-- [end:draw]

assert (between - 120).abs().max() < 0.5, "the roads from the hub " \
    "meet at angles of 120°, to within half a degree"
assert (height > road(w) - 1e-3).all(), "no point " \
    "of the map's grid has roads shorter by a metre or more"
flat, hub, hops = torch.tensor([[0, 0], [5, 0], [2.5, 0.5]]), w.detach(), []
for _ in range(200):
    hub = hub - 0.2 * torch.nn.functional.normalize(hub - flat, dim=1).sum(0)
    hops.append(hub)
assert (hops[-1] - hops[-4]).norm() < 1e-6 < (hops[-1] - hops[-2]).norm(), \
    "in a flat triangle, best at a city, the hub hops between three places"
