"""Four bits a weight: whole numbers and one step, on paper."""

# --8<-- [start:paper]
import matplotlib.pyplot as plt
import torch

weights = torch.tensor([0.86, -0.35, 0.13, -1.4, 0.62])
step = weights.abs().max() / 7  # four bits: from -7 to 7
whole = (weights / step).round()
error = (whole * step - weights).abs()
print("whole:", *whole.int().tolist())
print(f"step {step:.2f}, largest error {error.max():.2f}")
# --8<-- [end:paper]
# --8<-- [start:figure]
fig, axes = plt.subplots(2, figsize=(4.5, 3), sharex=True,
                         layout="constrained")
kept = {}
for ax, bits in zip(axes, (4, 2)):
    most = 2 ** (bits - 1) - 1
    step = weights.abs().max() / most
    kept[bits] = (weights / step).round() * step
    grid = torch.arange(-most, most + 1) * step
    ax.plot(grid, torch.zeros_like(grid), "|", color="gray", ms=12)
    for old, new in zip(weights, kept[bits]):
        ax.annotate("", (new, 0.05), (old, 1),
                    arrowprops={"arrowstyle": "->", "color": "C1"})
    ax.plot(weights, torch.ones(5), "o", color="C0")
    ax.set(title=f"{bits} bits: steps of {step:.1f}", yticks=(0, 1),
           yticklabels=("rounded", "weights"), ylim=(-0.3, 1.3))
    print(f"{bits} bits: {(kept[bits] == 0).sum()} of 5 become 0")
plt.show()
# --8<-- [end:figure]

assert whole.tolist() == [4, -2, 1, -7, 3], "the weights in steps of a fifth"
assert kept[4].all() and (kept[2] == 0).sum() == 3, "with two bits three " \
    "of the five weights become 0, with four none"
assert (error <= step / 2 + 1e-6).all(), "no error is above half a step"
