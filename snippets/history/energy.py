"""No turn of a unit raises the energy of a Hopfield net."""

# --8<-- [start:net]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
p = (torch.rand(3, 64) < 0.5) * 2.0 - 1  # three patterns
W = (p.T @ p).fill_diagonal_(0)  # (64, 64)
s = (torch.rand(64) < 0.5) * 2.0 - 1  # a state, at random


def energy(s):
    return (-0.5 * s @ W @ s).item()
# --8<-- [end:net]


# --8<-- [start:energy]
turns, falls, told_falls = [energy(s)], [], []
for sweep in range(3):
    for unit in range(64):
        old, told = s[unit].item(), (W[unit] @ s).item()
        s[unit] = 1.0 if told > -0.5 else -1.0  # 0 counts as 1
        turns.append(energy(s))
        falls.append(turns[-2] - turns[-1])
        told_falls.append((s[unit].item() - old) * told)
sweeps = turns[::64]  # the start, and after each sweep
print("after each sweep:", *map(round, sweeps))
print("least fall in a turn:", round(min(falls)))
print("as derived:", falls == told_falls)
print("energy of the patterns:", *map(round, map(energy, p)))
# --8<-- [end:energy]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
ax.step(range(len(turns)), turns, "-", color="C0", where="post")
for pattern in p:
    ax.axhline(energy(pattern), color="gray", ls="--", lw=1)
ax.text(100, -1900, "state", color="gray")
ax.text(0, -1950, "patterns", color="gray")
ax.set(xlabel="turns of single units", ylabel="energy",
       xticks=(0, 64, 128, 192))
plt.show()
# --8<-- [end:figure]

assert falls == told_falls, "a turn lowers the energy by (new - old) times " \
    "what the unit is told"
assert min(falls) >= 0, "no turn raises the energy"
assert sweeps[-1] == sweeps[-2] < sweeps[0], "in the end it stays, lower"
