"""Twelve units make a saw of 64 pieces in six layers, and not in one."""

# --8<-- [start:deep]
import matplotlib.pyplot as plt
import torch

x = torch.linspace(0, 1, 2**10 + 1, dtype=torch.float64)
saw = x
for layer in range(6):  # two units in each layer
    saw = 2 * torch.relu(saw) - 4 * torch.relu(saw - 0.5)
turns = (saw.diff() > 0).diff().sum().item()
print(f"{len(x):,} points from {x[0]:.0f} to {x[-1]:.0f}:"
      f" the saw turns {turns} times")
# --8<-- [end:deep]

# --8<-- [start:wide]
def fit(units):  # one layer: bends on a grid, the best output weights
    bends = torch.arange(units, dtype=torch.float64) / units
    hidden = torch.relu(x[:, None] - bends)  # (1025, units)
    hidden = torch.cat([hidden, torch.ones_like(x)[:, None]], dim=1)
    best = torch.linalg.lstsq(hidden, saw[:, None]).solution
    return (hidden @ best).squeeze(1)


def error(y):
    return (y - saw).abs().mean().item()


level = error(saw.mean())
print(f"a level line: mean error {level:.2f}")
for units in (12, 48, 64):
    print(f"one layer of {units} units: {error(fit(units)):.2f}")
# --8<-- [end:wide]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
ax.plot(x, saw, color="gray", linewidth=0.8, label="saw")
ax.plot(x, fit(12), "C0", linewidth=2, label="12 units")
ax.plot(x, fit(48), "C1--", label="48 units")
ax.set(xlabel="x", ylabel="y")
fig.legend(loc="outside upper center", ncols=3)
plt.show()
# --8<-- [end:figure]

assert turns == 63, "twelve units in six layers make a saw with 63 turns"
assert error(fit(12)) > 0.98 * level, "twelve units in one layer do " \
    "no better than a level line"
assert error(fit(64)) < 1e-12, "64 units in one layer make the saw exactly"
