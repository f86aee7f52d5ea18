"""A steep start needs small first steps, a rate too large needs a cut."""

# --8<-- [start:walk]
import math

import torch
from torch import nn


def last_loss(lr, warm=1, clip=math.inf, steps=500):
    p = torch.tensor([-7.0, -8.0], requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=lr)
    ramp = torch.optim.lr_scheduler.LinearLR(optimizer, 1 / warm, 1.0, warm)
    for step in range(steps):
        x, y = p
        loss = (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p], clip)
        optimizer.step()
        ramp.step()  # the rate grows from lr / warm to lr in equal steps
    return loss.item()


remedies = {"plain": {}, "warm-up": {"warm": 50}, "clipped": {"clip": 50.0}}
# --8<-- [end:walk]

# --8<-- [start:table]
verdicts = {}
for lr in (0.0125, 0.1):
    for name, options in remedies.items():
        loss = last_loss(lr, **options)
        verdict = "nan" if math.isnan(loss) else "still jumping"
        verdicts[lr, name] = "settled" if loss < 0.001 else verdict
        print(f"lr {lr}, {name}: {verdicts[lr, name]}")
# --8<-- [end:table]
assert list(verdicts.values())[:3] == ["nan", "settled", "settled"], (
    "a start that is too steep is mended by warm-up or by clipping"
)
assert list(verdicts.values())[3:] == ["nan", "nan", "still jumping"], (
    "a rate that is too large is mended by neither"
)
assert last_loss(0.0, steps=1) == 3400, (
    "the walk starts at (-7, -8), where the loss is 3400"
)
