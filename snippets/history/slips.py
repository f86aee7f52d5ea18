"""Two slips in a Hopfield net: all units at once, and patterns of 0 and 1."""

# --8<-- [start:at-once]
import torch

W = torch.tensor([[0.0, 1.0], [1.0, 0.0]])  # two units that agree
start = torch.tensor([1.0, -1.0])
state = start
for sweep in range(3):
    state = (W @ state).sign()  # both units at once
    print("at once:", *state.int().tolist())
turns = start.clone()
for unit in (0, 1):
    turns[unit] = (W[unit] @ turns).sign()
print("in turn:", *turns.int().tolist())
# --8<-- [end:at-once]
# --8<-- [start:zeros]
torch.manual_seed(0)
bits = torch.randint(2, (3, 64)).double()  # three patterns of 0 and 1
stable = {}
for name, p in (("0 and 1", bits), ("-1 and 1", 2 * bits - 1)):
    W = (p.T @ p).fill_diagonal_(0)
    new = p @ W >= 0  # what each unit would say next
    stable[name] = (new == (bits > 0)).double().mean().item()
    print(f"{name:8} units that stay: {stable[name]:4.0%}")
# --8<-- [end:zeros]

assert torch.equal(state, -start), "at once, two units swap for ever"
assert turns[0] == turns[1], "in turn, they settle"
assert stable["-1 and 1"] > 0.99, "three patterns of -1 and 1 stay"
assert stable["0 and 1"] < 0.7, "patterns of 0 and 1 do not stay"
