"""Copy the state first. Then go through the units in order: each takes the
sign of its row of `W` times the state as it is now. A unit that is told
nothing, neither up nor down, stays as it was.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def sweep(W, state):  # W: (units, units), state: (units,) of -1 and 1
    ...  # your code: the state after each unit had its turn, once
# --8<-- [end:stub]
# --8<-- [start:solution]
def sweep(W, state):
    state = state.clone()
    for unit in range(len(state)):
        told = W[unit] @ state
        if told != 0:
            state[unit] = told.sign()
    return state
# --8<-- [end:solution]
# --8<-- [start:wrong-at-once]
# gets: all units at once: each must see the units before it as they are now
def sweep(W, state):
    told = W @ state
    return torch.where(told == 0, state, told.sign())
# --8<-- [end:wrong-at-once]
# --8<-- [start:wrong-copy]
# gets: the state that was given has changed: copy it first
def sweep(W, state):
    for unit in range(len(state)):
        told = W[unit] @ state
        if told != 0:
            state[unit] = told.sign()
    return state
# --8<-- [end:wrong-copy]
# --8<-- [start:wrong-zero]
# gets: a sum of 0 leaves the unit as it was
def sweep(W, state):
    state = state.clone()
    for unit in range(len(state)):
        state[unit] = 1 if W[unit] @ state >= 0 else -1
    return state
# --8<-- [end:wrong-zero]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
lone = torch.tensor([-1.0, 1.0, -1.0])
found = sweep(torch.zeros(3, 3), lone.clone())
assert found is not None and found.shape == lone.shape, "return the state"
assert torch.equal(found, lone), "a sum of 0 leaves the unit as it was"
pair = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
found = sweep(pair, torch.tensor([1.0, -1.0]))
assert not torch.equal(found, torch.tensor([-1.0, 1.0])), (
    "all units at once: each must see the units before it as they are now")
for units in (8, 16, 32):
    p = torch.randint(2, (3, units)) * 2.0 - 1
    W = (p.T @ p).fill_diagonal_(0)
    given = torch.randint(2, (units,)) * 2.0 - 1
    kept, wanted = given.clone(), given.clone()
    for i in range(units):
        total = sum(W[i, j].item() * wanted[j].item() for j in range(units))
        wanted[i] = (total > 0) - (total < 0) or wanted[i]
    found = sweep(W, given)
    assert torch.equal(given, kept), (
        "the state that was given has changed: copy it first")
    assert torch.equal(found, wanted), "the state is another than it should"
print("solved")
# --8<-- [end:checker]
