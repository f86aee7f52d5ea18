"""Schedules drawn, a plateau traced, and a step in the wrong order."""

# --8<-- [start:rates]
import warnings

import matplotlib.pyplot as plt
import torch
from torch.optim import lr_scheduler as sched


def new_sgd():
    return torch.optim.SGD([torch.zeros(1)], lr=0.1)


def rates(scheduler):
    history = []
    for epoch in range(90):
        history.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # an epoch of training stands here
        scheduler.step()  # then once, at the end of the epoch
    return history


warm = new_sgd()
# --8<-- [end:rates]
# --8<-- [start:figure]
up = sched.LinearLR(warm, start_factor=0.01, total_iters=10)
down = sched.CosineAnnealingLR(warm, T_max=80)
lines = {
    "StepLR": sched.StepLR(new_sgd(), step_size=30, gamma=0.1),
    "cosine": sched.CosineAnnealingLR(new_sgd(), T_max=90),
    "warm-up, cosine": sched.SequentialLR(warm, [up, down], milestones=[10]),
    "OneCycle": sched.OneCycleLR(new_sgd(), max_lr=0.1, total_steps=91),
}
lines = {name: rates(scheduler) for name, scheduler in lines.items()}
print("StepLR:", *(round(lines["StepLR"][e], 4) for e in (29, 30, 60)))
fig, ax = plt.subplots(figsize=(4.5, 3.6), layout="constrained")
for name, line in lines.items():
    ax.plot(line, label=name)
ax.set(xlabel="epoch", ylabel="learning rate", ylim=(0, 0.14))
ax.legend(loc="upper center", ncols=2)
plt.show()
# --8<-- [end:figure]
# --8<-- [start:plateau]
scheduler = sched.ReduceLROnPlateau(new_sgd(), factor=0.1, patience=10)
trace = []
for epoch in range(12):
    scheduler.step(0.5)  # a validation loss that never changes
    trace += scheduler.get_last_lr()
print(f"lr after 11 epochs {trace[10]:.2f}, after 12 {trace[11]:.2f}")
# --8<-- [end:plateau]
# --8<-- [start:order]
with warnings.catch_warnings(record=True, action="always") as caught:
    optimizer = new_sgd()
    sched.StepLR(optimizer, step_size=1).step()
print(str(caught[0].message).split(". ")[0])
print(f"first step: lr {optimizer.param_groups[0]['lr']:.2f}, not 0.10")
# --8<-- [end:order]
assert lines["StepLR"].count(0.1) == 30, "StepLR keeps 0.1 for 30 epochs"
assert trace.count(0.1) == 11 == len(trace) - 1, "a plateau is cut in epoch 12"
