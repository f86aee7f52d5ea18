"""Without noise, multiply what one step leaves of the distance: `1 - lr * c`
without a memory, about `mu ** 0.5` with one that swings. With noise, ask how
large a step becomes in the end. Where all slopes are steep, ask which rule
looks at their size.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch.optim import SGD, Adam

RULES = {"SGD": lambda w: SGD([w], lr=0.1),
         "momentum": lambda w: SGD([w], lr=0.1, momentum=0.9),
         "Adam": lambda w: Adam([w], lr=0.1)}
VALLEYS = {  # second derivatives c, noise in each slope, the two that race
    "round": ([1.0, 1.0], 0, "SGD", "momentum"),
    "ravine": ([10.0, 0.1], 0, "SGD", "momentum"),
    "noisy": ([1.0, 1.0], 1, "SGD", "momentum"),
    "steep": ([1000.0, 1000.0], 0, "SGD", "Adam")}


def race(rule, c, noise, w, steps=100):  # the loss in the end
    optimizer = RULES[rule](w)
    for step in range(steps):
        w.grad = (c * w + noise * torch.randn(w.shape)).detach()
        optimizer.step()
    return (c * w * w).sum().item() / 2
# --8<-- [end:given]
# --8<-- [start:stub]
WINNER = {"round": ..., "ravine": ..., "noisy": ..., "steep": ...}
# your code: predict the names of the rules that end lower, then run
# --8<-- [end:stub]
# --8<-- [start:solution]
WINNER = {"round": "SGD", "ravine": "momentum", "noisy": "SGD",
          "steep": "Adam"}
# --8<-- [end:solution]
# --8<-- [start:wrong-memory]
# gets: round: does a velocity stop where the slope is 0?
WINNER = {"round": "momentum", "ravine": "momentum", "noisy": "momentum",
          "steep": "Adam"}
# --8<-- [end:wrong-memory]
# --8<-- [start:wrong-plain]
# gets: ravine: what does one step of SGD leave of the long side?
WINNER = {"round": "SGD", "ravine": "SGD", "noisy": "SGD", "steep": "SGD"}
# --8<-- [end:wrong-plain]
# --8<-- [start:wrong-noise]
# gets: noisy: to how much does a velocity add up the noise?
WINNER = {"round": "SGD", "ravine": "momentum", "noisy": "momentum",
          "steep": "Adam"}
# --8<-- [end:wrong-noise]
# --8<-- [start:wrong-border]
# gets: steep: on which side of 2 / c is the rate?
WINNER = {"round": "SGD", "ravine": "momentum", "noisy": "SGD",
          "steep": "SGD"}
# --8<-- [end:wrong-border]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
why = {"round": "does a velocity stop where the slope is 0?",
       "ravine": "what does one step of SGD leave of the long side?",
       "noisy": "to how much does a velocity add up the noise?",
       "steep": "on which side of 2 / c is the rate?"}
for valley, (sides, noise, *two) in VALLEYS.items():
    assert WINNER[valley] in two, (
        "write for each valley the name of one of its two rules")
    c = torch.tensor(sides, dtype=torch.float64).repeat(50)
    start = torch.randn(len(c), dtype=torch.float64)
    ends = [race(rule, c, noise, start.clone()) for rule in two]
    best = two[0] if ends[0] < ends[1] else two[1]
    assert WINNER[valley] == best, f"{valley}: {why[valley]}"
print("solved")
# --8<-- [end:checker]
