"""Wider ReLU nets fit a curve better, on the interval and only there."""
# --8<-- [start:construct]
import matplotlib.pyplot as plt
import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_dtype(torch.float64)
x = torch.linspace(-2, 2, 401).unsqueeze(1)
y = torch.sin(2 * x)
def best_error(width, unit):  # kinks on a grid, output layer solved for
    kinks = torch.linspace(-2, 2, width + 1)[:-1]
    h = torch.cat([unit(x - kinks), torch.ones_like(x)], 1)
    w = torch.linalg.lstsq(h, y, driver="gelsd").solution
    return (h @ w - y).abs().max().item()
relu = {width: best_error(width, torch.relu) for width in (8, 16, 32, 64)}
square = {width: best_error(width, torch.square) for width in (8, 64)}
print("ReLU:  ", {k: f"{e:.4f}" for k, e in relu.items()})
print("square:", {k: f"{e:.4f}" for k, e in square.items()})
# --8<-- [end:construct]
# --8<-- [start:train]
wide = torch.linspace(-4, 4, 401).unsqueeze(1)
errors, pieces, curves = {}, {}, {}
for width in (2, 8, 32):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(1, width), nn.ReLU(), nn.Linear(width, 1))
    optimizer = torch.optim.Adam(net.to(device).parameters(), lr=0.02)
    for step in range(600):
        loss = nn.functional.mse_loss(net(x.to(device)), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    w, b = net.cpu().requires_grad_(False)[0].weight[:, 0], net[0].bias
    kinks = (-b / w)[(b / w).abs() < 2].sort().values  # those inside
    ends = torch.cat([x[0], kinks, x[-1]])  # between them the net is straight
    middles = (ends[1:] + ends[:-1]).unsqueeze(1) / 2
    slopes = ((w * middles + b > 0) * w) @ net[2].weight[0]
    pieces[width] = 1 + (slopes.diff().abs() > 0.01).sum().item()
    errors[width] = (net(x) - y).abs().max().item()
    print(f"width {width:2}: {pieces[width]:2} pieces on [−2, 2], largest"
          f" error {errors[width]:.2f}, f(4) = {net(wide)[-1, 0]:z.1f}")
    curves[f"width {width}"] = net(wide)
# --8<-- [end:train]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
ax.axvspan(-2, 2, color="gray", alpha=0.12)
ax.plot(wide, torch.sin(2 * wide), color="gray", alpha=0.5, lw=4,
        label="sin(2x)")
for name, curve in curves.items():
    ax.plot(wide, curve, label=name)
ax.set(xlabel="x (training points lie in the band)", ylabel="output",
       ylim=(-2.6, 2.6))
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:figure]
assert relu[64] < relu[32] / 3 < relu[16] / 9, "doubling cuts the error by 2/3"
assert square[64] > 0.9 * square[8], "64 squares hardly beat 8"
assert errors[32] < 0.2 < 0.8 < errors[2], "32 trained units fit, 2 do not"
assert pieces[2] < pieces[8] < pieces[32] < 33, "a wider trained net " \
    "has more pieces in the band, and 32 units use fewer than their 33"
