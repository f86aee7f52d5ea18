"""Optimizers and schedules: what they hold, and in which order they step."""

# --8<-- [start:empty]
import warnings

import torch
from torch import nn

parameters = nn.Linear(4, 2).parameters()
print(sum(p.numel() for p in parameters))  # wrong: uses it up
try:
    torch.optim.SGD(parameters, lr=0.1)
except ValueError as error:
    print(error)
parameters = list(nn.Linear(4, 2).parameters())  # right
optimizer = torch.optim.SGD(parameters, lr=0.1)
print(len(optimizer.param_groups[0]["params"]))
# --8<-- [end:empty]

# --8<-- [start:non-leaf]
w = torch.ones(2, requires_grad=True).double()  # wrong: no leaf
try:
    torch.optim.SGD([w], lr=0.1)
except ValueError as error:
    print(error)
w = torch.ones(2).double().requires_grad_()  # right: asked last
optimizer = torch.optim.SGD([w], lr=0.1)
print(w.is_leaf)
# --8<-- [end:non-leaf]

# --8<-- [start:group]
state = torch.optim.SGD(parameters, lr=0.1).state_dict()
try:
    optimizer.load_state_dict(state)  # wrong: of another net
except ValueError as error:
    print(error)
same = torch.optim.SGD(parameters, lr=0.2)
same.load_state_dict(state)  # right: made for the same tensors
print(same.param_groups[0]["lr"])
# --8<-- [end:group]

# --8<-- [start:order]
StepLR = torch.optim.lr_scheduler.StepLR
schedule = StepLR(optimizer, step_size=1)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    schedule.step()  # wrong: the first rate is lost
print(str(caught[0].message).split(". ")[0])
schedule = StepLR(same, step_size=1)
same.step()  # right: the optimizer first
schedule.step()
print(f"{schedule.get_last_lr()[0]:.2f}")
# --8<-- [end:order]
assert len(parameters) == 2, "a list of parameters can be used twice"
assert w.is_leaf, "what is asked last is a leaf"
