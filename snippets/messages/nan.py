"""Where nan and inf come from."""

# --8<-- [start:data]
import torch
from torch import nn

x = torch.tensor([[1.0, 2.0], [3.0, float("nan")]])
print(nn.Linear(2, 1)(x).mean().item())  # wrong: one gap
bad = x.isnan().any(dim=1)
good = nn.Linear(2, 1)(x[~bad]).isfinite().all().item()  # right
print(bad.tolist(), good)
# --8<-- [end:data]

# --8<-- [start:rate]
def descend(lr, steps=60):
    w = torch.tensor(1.0, requires_grad=True)
    losses = []
    for step in range(steps):
        loss = w.square()
        losses.append(loss.item())
        (slope,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w -= lr * slope
    return losses


high, low = descend(lr=4.0), descend(lr=0.25)
print(high[:4], high[-1])  # wrong: each step overshoots
print(low[:4], f"{low[-1]:.1f}")  # right: a smaller rate
# --8<-- [end:rate]

# --8<-- [start:log]
logits = torch.tensor([0.0, 200.0])
print(logits.softmax(0).log().tolist())  # wrong: the log of 0
print(logits.log_softmax(0).tolist())  # right
# --8<-- [end:log]

# --8<-- [start:branch]
for right in False, True:
    x = torch.tensor([0.0, 4.0], requires_grad=True)
    inside = torch.where(x > 0, x, 1.0) if right else x
    root = torch.where(x > 0, inside.sqrt(), 0.0)
    root.sum().backward()
    print(root.tolist(), x.grad.tolist())
# --8<-- [end:branch]
assert bad.tolist() == [False, True], "the bad row is found"
assert not high[-1] < high[0], "too large a rate: the loss grows, then is nan"
assert low[-1] < low[0] / 100, "a smaller rate brings the loss down"
assert x.grad.tolist() == [0, 0.25], "with a safe inside no slope is nan"
