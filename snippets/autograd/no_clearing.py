"""Without clearing, at this step size, the weight swings and never settles."""

# --8<-- [start:forget]
import matplotlib.pyplot as plt
import torch


def descend(clear):
    """Take 100 steps down (2 w - 7)² from w = 1; return every w."""
    w, path = torch.tensor(1.0, requires_grad=True), []
    for _ in range(100):
        path.append(w.item())
        ((2 * w - 7) ** 2).backward()  # adds to w.grad
        with torch.no_grad():
            w -= 0.01 * w.grad
        if clear:
            w.grad = None
    return path


cleared, forgotten = descend(clear=True), descend(clear=False)
for name, path in (("cleared", cleared), ("forgotten", forgotten)):
    late = path[-25:]
    print(f"{name:9} last 25 steps: {min(late):.2f} to {max(late):.2f}")
# --8<-- [end:forget]

# --8<-- [start:draw]
_, plot = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
plot.axhline(3.5, color="gray", linewidth=0.8)
plot.plot(cleared, label="cleared")
plot.plot(forgotten, label="not cleared")
plot.set(xlabel="step", ylabel="weight w", ylim=(0.5, 7.8))
plot.legend(loc="upper right", ncols=2)
plt.show()
# --8<-- [end:draw]

assert max(abs(w - 3.5) for w in cleared[-25:]) < 0.02, "with clearing, " \
    "the weight settles at 7/2, to within 0.02"
assert max(forgotten[-25:]) > 5.9, "without clearing, the weight " \
    "still swings above 5.9 in the last 25 steps"
assert min(forgotten[-25:]) < 1.1, "without clearing, the weight " \
    "still swings below 1.1 in the last 25 steps"
place, push, gaps = 1.0, 0.0, []
for w in forgotten:  # momentum's rule with factor 1
    gaps.append(abs(place - w))
    push = 1 * push + 4 * (2 * place - 7)
    place = place - 0.01 * push
assert max(gaps) < 1e-3, "forgetting to clear is SGD with momentum factor 1"
