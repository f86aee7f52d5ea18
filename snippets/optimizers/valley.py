"""On one parabola the learning rate decides: crawl, land, swing or leave."""

# --8<-- [start:four-rates]
import matplotlib.pyplot as plt
import torch

grid = torch.linspace(-1.6, 1.6, 81)
fig, axes = plt.subplots(
    2, 2, figsize=(4.5, 4.2), layout="constrained", sharex=True, sharey=True
)
ends = {}
for ax, lr in zip(axes.flat, (0.05, 0.4, 0.95, 1.05)):
    w = torch.tensor(-1.0)
    walk = [w]
    for step in range(8):
        w = w - lr * 2 * w  # the slope of w² is 2w
        walk.append(w)
    walk = torch.stack(walk)
    ends[lr] = abs(walk[-1].item())
    print(f"lr {lr}: |w| goes from 1 to {ends[lr]:.4f}")
    ax.plot(grid, grid**2, color="gray", linestyle="-")
    ax.plot(walk, walk**2, color="C0", marker="o", markersize=4)
    ax.set(title=f"lr = {lr}", ylim=(-0.1, 2.6))
fig.supxlabel("parameter w")
fig.supylabel("loss w²")
plt.show()
# --8<-- [end:four-rates]
assert 0.4 < ends[0.05] < 0.5, "the rate 0.05 crawls: |w| stays above 0.4"
assert ends[0.4] < 1e-4, "the rate 0.4 lands in the minimum within 8 steps"
assert 0.4 < ends[0.95] < 0.5, "the rate 0.95 swings and is as slow as 0.05"
assert ends[1.05] > 2, "a rate above 1 climbs out of the valley"
