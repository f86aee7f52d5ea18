"""Where nan and inf come from."""

# --8<-- [start:data]
import torch

data = torch.tensor([1.0, 2.0, float("nan")])
print(data.square().mean().item())  # wrong: a gap
bad = data.isnan()
print(bad.tolist(), data[~bad].square().mean().item())  # right
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
assert data[~bad].tolist() == [1, 2], "what is no number is found"
assert not high[-1] <= high[0], "too large a rate: the loss grows, then is nan"
assert low[-1] < low[0] / 100, "a smaller rate brings the loss down"
assert x.grad.tolist() == [0, 0.25], "with a safe inside no slope is nan"
