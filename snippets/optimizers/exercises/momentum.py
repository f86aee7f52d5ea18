"""The velocity begins at nothing and lives through all steps. In each step
the old velocity fades by `mu`, the slope is added, and w moves by the new
velocity times `lr`.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def descend(w, slope, lr, mu, steps):  # slope(w) is the gradient at w
    ...  # your code: return w after the steps
# --8<-- [end:stub]
# --8<-- [start:solution]
def descend(w, slope, lr, mu, steps):
    v = torch.zeros_like(w)
    for _ in range(steps):
        v = mu * v + slope(w)
        w = w - lr * v
    return w
# --8<-- [end:solution]
# --8<-- [start:wrong-average]
# gets: torch sums slopes: no (1 - mu) before the slope
def descend(w, slope, lr, mu, steps):
    v = torch.zeros_like(w)
    for _ in range(steps):
        v = mu * v + (1 - mu) * slope(w)
        w = w - lr * v
    return w
# --8<-- [end:wrong-average]
# --8<-- [start:wrong-old]
# gets: the first step moves nothing: update the velocity before w
def descend(w, slope, lr, mu, steps):
    v = torch.zeros_like(w)
    for _ in range(steps):
        v, w = mu * v + slope(w), w - lr * v
    return w
# --8<-- [end:wrong-old]
# --8<-- [start:wrong-forgotten]
# gets: this is SGD without momentum: v must live through the loop
def descend(w, slope, lr, mu, steps):
    for _ in range(steps):
        v = torch.zeros_like(w)
        v = mu * v + slope(w)
        w = w - lr * v
    return w
# --8<-- [end:wrong-forgotten]
# --8<-- [start:wrong-uphill]
# gets: w walks uphill: subtract the step
def descend(w, slope, lr, mu, steps):
    v = torch.zeros_like(w)
    for _ in range(steps):
        v = mu * v + slope(w)
        w = w + lr * v
    return w
# --8<-- [end:wrong-uphill]
# --8<-- [start:wrong-nesterov]
# gets: this is Nesterov's step: w moves by the velocity alone
def descend(w, slope, lr, mu, steps):
    v = torch.zeros_like(w)
    for _ in range(steps):
        g = slope(w)
        v = mu * v + g
        w = w - lr * (g + mu * v)
    return w
# --8<-- [end:wrong-nesterov]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for steps, lr, mu in ((1, 0.1, 0.9), (2, 0.2, 0.8), (9, 0.05, 0.5)):
    w, c = torch.randn(2, 4).double()
    w1 = w - lr * c * w.sin()  # where one step leads
    other = w.clone()
    optimizer = torch.optim.SGD([other], lr=lr, momentum=mu)
    for _ in range(steps):
        other.grad = c * other.sin()
        optimizer.step()
    own = descend(w.clone(), lambda w: c * w.sin(), lr, mu, steps)
    assert own is not None and own.shape == w.shape, "return the new w"
    assert not torch.equal(own, w), (
        "the first step moves nothing: update the velocity before w")
    assert not torch.allclose(own - w, w - w1), (
        "w walks uphill: subtract the step")
    assert not torch.allclose(own - w, (1 - mu) * (w1 - w)), (
        "torch sums slopes: no (1 - mu) before the slope")
    assert not torch.allclose(own - w, (1 + mu) * (w1 - w)), (
        "this is Nesterov's step: w moves by the velocity alone")
    assert steps != 2 or not torch.allclose(own, w1 - lr * c * w1.sin()), (
        "this is SGD without momentum: v must live through the loop")
    assert torch.allclose(own, other), "torch walks elsewhere: print v"
print("solved")
# --8<-- [end:checker]
