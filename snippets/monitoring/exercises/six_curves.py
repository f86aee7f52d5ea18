"""Begin with what is easiest to see: a level line, a jump, a held-out loss
that ends above its start. Of the three that are left one has hardly moved.
The last two differ in the gap at the end.

Difficulty 2 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
images, digits = map(torch.tensor, load_digits(return_X_y=True))
LOOPS = {"healthy": {}, "rate too small": {"lr": 0.0002},
         "rate too large": {"lr": 1.0}, "never steps": {"lr": 0.0},
         "too few images": {"n": 50}, "labels mixed": {"mixed": True}}
def train(lr=0.01, n=400, mixed=False, steps=40):
    rows, curves = torch.randperm(800), []
    x, y = images[rows] / 16, digits[rows]
    y[:n] = y[torch.randperm(n)] if mixed else y[:n]
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.Adam(net.double().parameters(), lr=lr)
    for step in range(steps + 1):
        loss = F.cross_entropy(net(x[:n]), y[:n])
        with torch.no_grad():
            held = F.cross_entropy(net(x[400:]), y[400:])
        curves.append((loss.item(), held.item()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return map(list, zip(*curves))
# --8<-- [end:given]
# --8<-- [start:stub]
def name(learn, held):  # lists of losses: on learnt and held-out images
    ...  # your code: return the one of LOOPS that draws these curves
# --8<-- [end:stub]
# --8<-- [start:solution]
def name(learn, held):
    if min(learn) == max(learn):
        return "never steps"
    if max(learn) > learn[0]:
        return "rate too large"
    if held[-1] > held[0]:
        return "labels mixed"
    if learn[-1] > 1:
        return "rate too small"
    return "healthy" if held[-1] - learn[-1] < 0.25 else "too few images"
# --8<-- [end:solution]
# --8<-- [start:wrong-level]
# gets: it falls, if only a little: one that never steps is level
def name(learn, held):
    if max(learn) - min(learn) < 0.3:
        return "never steps"
    if max(learn) > learn[0]:
        return "rate too large"
    if held[-1] > held[0]:
        return "labels mixed"
    return "healthy" if held[-1] - learn[-1] < 0.25 else "too few images"
# --8<-- [end:wrong-level]
# --8<-- [start:wrong-end]
# gets: it jumps first: look at all steps, not at the last alone
def name(learn, held):
    if min(learn) == max(learn):
        return "never steps"
    if learn[-1] > 1.5:
        return "labels mixed" if held[-1] > held[0] else "rate too small"
    return "healthy" if held[-1] - learn[-1] < 0.25 else "too few images"
# --8<-- [end:wrong-end]
# --8<-- [start:wrong-learn]
# gets: a few images are learnt by heart: look at the held-out ones too
def name(learn, held):
    if min(learn) == max(learn):
        return "never steps"
    if max(learn) > learn[0]:
        return "rate too large"
    if learn[-1] > 1:
        return "labels mixed" if held[-1] > held[0] else "rate too small"
    return "healthy"
# --8<-- [end:wrong-learn]
# --8<-- [start:wrong-gap]
# gets: it gets worse on held-out images from the start: then a gap is not all
def name(learn, held):
    if min(learn) == max(learn):
        return "never steps"
    if max(learn) > learn[0]:
        return "rate too large"
    if held[-1] - learn[-1] > 0.25:
        return "too few images"
    return "rate too small" if learn[-1] > 1 else "healthy"
# --8<-- [end:wrong-gap]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
why = {
    "rate too small": "it falls, if only a little: one that never steps "
                      "is level",
    "rate too large": "it jumps first: look at all steps, not at the last "
                      "alone",
    "too few images": "a few images are learnt by heart: look at the "
                      "held-out ones too",
    "labels mixed": "it gets worse on held-out images from the start: "
                    "then a gap is not all",
    "healthy": "nothing is wrong here: both fall, and end close together",
    "never steps": "it is level to the last digit: nothing has moved"}
for loop in LOOPS:
    learn, held = train(**LOOPS[loop])
    found = name(learn, held)
    assert found in LOOPS, "return one of the six names in LOOPS"
    assert found == loop, why[loop]
print("solved")
# --8<-- [end:checker]
