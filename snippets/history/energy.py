"""No turn of a unit raises the energy of a Hopfield net."""

# --8<-- [start:energy]
import torch

torch.manual_seed(0)
p = (torch.rand(3, 64) < 0.5) * 2.0 - 1  # three patterns
W = (p.T @ p).fill_diagonal_(0)  # (64, 64)
s = (torch.rand(64) < 0.5) * 2.0 - 1  # a state, at random


def energy(s):
    return (-0.5 * s @ W @ s).item()


sweeps, falls, told_falls = [energy(s)], [], []
for sweep in range(3):
    for unit in range(64):
        before, old = energy(s), s[unit].item()
        told = (W[unit] @ s).item()
        s[unit] = 1.0 if told > -0.5 else -1.0  # 0 counts as 1
        falls.append(before - energy(s))
        told_falls.append((s[unit].item() - old) * told)
    sweeps.append(energy(s))
print("energy after each sweep:", *map(round, sweeps))
print("least fall in a turn:", round(min(falls)))
print("as derived:", falls == told_falls)
# --8<-- [end:energy]

assert falls == told_falls, "a turn lowers the energy by (new - old) times " \
    "what the unit is told"
assert min(falls) >= 0, "no turn raises the energy"
assert sweeps[-1] == sweeps[-2] < sweeps[0], "in the end it stays, lower"
