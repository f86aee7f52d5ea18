"""Without zero_grad gradients add up, and the loss swings."""

# --8<-- [start:grow]
import torch

w = torch.zeros((), requires_grad=True)
for clear in False, True:
    slopes = []
    for step in range(3):
        if clear:
            w.grad = None  # right: as zero_grad() does
        (3 * w).backward()
        slopes.append(w.grad.item())
    print(slopes)
# --8<-- [end:grow]

# --8<-- [start:swing]
turns = {}
for clear in False, True:
    w = torch.tensor(1.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    losses = []
    for step in range(40):
        loss = w.square()
        if clear:
            optimizer.zero_grad()  # left out in the first round
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    low = losses.index(min(losses[:20]))
    turns[clear] = losses[low], max(losses[low:])
    print(f"zero_grad {clear!s:5}:",
          "down to {:.2f}, then up to {:.2f}".format(*turns[clear]))
# --8<-- [end:swing]
assert slopes == [3, 3, 3], "cleared, the slope is the slope of one step"
down, up = turns[False]
assert down < 0.1 and up > 0.8, "without zero_grad the loss comes up again"
assert turns[True][1] < 0.1, "with zero_grad it stays down"
