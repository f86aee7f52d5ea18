"""Optimizers and schedules: what they hold, and in which order they step."""

# --8<-- [start:empty]
import warnings

import torch
from torch import nn

net = nn.Linear(4, 2)
parameters = net.parameters()
print(sum(p.numel() for p in parameters))  # wrong: uses it up
try:
    torch.optim.SGD(parameters)
except ValueError as error:
    print(error)
parameters = list(net.parameters())  # right
optimizer = torch.optim.SGD(parameters, lr=0.5)
print(len(optimizer.param_groups[0]["params"]))
# --8<-- [end:empty]

# --8<-- [start:non-leaf]
w = torch.ones((), requires_grad=True).double()  # wrong
try:
    torch.optim.SGD([w])
except ValueError as error:
    print(error)
w = torch.ones(()).double().requires_grad_()  # right: a leaf
other = torch.optim.SGD([w])
print(w.is_leaf)
# --8<-- [end:non-leaf]

# --8<-- [start:group]
try:
    other.load_state_dict(optimizer.state_dict())  # wrong
except ValueError as error:
    print(error)
again = torch.optim.SGD(parameters)
again.load_state_dict(optimizer.state_dict())  # right
print(again.param_groups[0]["lr"])
# --8<-- [end:group]

# --8<-- [start:order]
StepLR = torch.optim.lr_scheduler.StepLR
schedule = StepLR(other, step_size=1)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    schedule.step()  # wrong: the first rate is lost
print(str(caught[0].message).split(". ")[0])
schedule = StepLR(again, step_size=1)
again.step()  # right: the optimizer first
schedule.step()
print(f"{schedule.get_last_lr()[0]:.2f}")
# --8<-- [end:order]
assert len(parameters) == 2, "a list of parameters can be used twice"
assert again.param_groups[0]["lr"] == 0.05, "a step of the schedule is a tenth"
