"""In the energy the sign of a unit stands in its row of `W` and in its
column, which are the same. That makes up for the half in front. What the
unit is told is its row times the state.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def fall(W, state, unit):  # W symmetric, with zeros on its diagonal
    ...  # your code: how far the energy falls if this unit turns its sign;
    # below zero if it rises; look at one row of W only
# --8<-- [end:stub]
# --8<-- [start:solution]
def fall(W, state, unit):
    return -2 * state[unit] * (W[unit] @ state)
# --8<-- [end:solution]
# --8<-- [start:wrong-once]
# gets: the sign moves by 2, from -1 to 1 or back: this is half of the fall
def fall(W, state, unit):
    return -state[unit] * (W[unit] @ state)
# --8<-- [end:wrong-once]
# --8<-- [start:wrong-sign]
# gets: this is by how much it rises: before minus after is asked
def fall(W, state, unit):
    return 2 * state[unit] * (W[unit] @ state)
# --8<-- [end:wrong-sign]
# --8<-- [start:wrong-told]
# gets: the old sign is missing: it says in which direction the unit turns
def fall(W, state, unit):
    return -2 * (W[unit] @ state)
# --8<-- [end:wrong-told]
# --8<-- [start:wrong-twice]
# gets: a row and a column, times one half: this is twice the fall
def fall(W, state, unit):
    return -4 * state[unit] * (W[unit] @ state)
# --8<-- [end:wrong-twice]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
def energy(W, state):
    return -0.5 * (state @ W @ state)

for units in (5, 9, 16):
    p = torch.randint(2, (3, units)) * 2.0 - 1
    W = (p.T @ p).fill_diagonal_(0)
    state = torch.randint(2, (units,)) * 2.0 - 1
    turned = [state.index_fill(0, torch.tensor(i), -state[i].item())
              for i in range(units)]
    wanted = [(energy(W, state) - energy(W, t)).item() for t in turned]
    found = [fall(W, state.clone(), i) for i in range(units)]
    assert None not in found, "return a number"
    found = [float(number) for number in found]
    assert found != [w / 2 for w in wanted], (
        "the sign moves by 2, from -1 to 1 or back: this is half of the fall")
    assert found != [-w for w in wanted], (
        "this is by how much it rises: before minus after is asked")
    assert found != [2 * w for w in wanted], (
        "a row and a column, times one half: this is twice the fall")
    assert found == wanted or [*map(abs, found)] != [*map(abs, wanted)], (
        "the old sign is missing: it says in which direction the unit turns")
    assert found == wanted, "the energies differ by another number: print both"
print("solved")
# --8<-- [end:checker]
