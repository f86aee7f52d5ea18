"""Gradient descent by hand is torch.optim.SGD; it is stable below 2 / c."""

# --8<-- [start:by-hand]
w, lr, steps = 8, 0.25, 3
by_hand = [w]
for step in range(steps):
    grad = 2 * w  # the loss is w²
    print(f"w = {w:g}, slope {grad:g}, next w = {w - lr * grad:g}")
    w = w - lr * grad
    by_hand.append(w)
# --8<-- [end:by-hand]

# --8<-- [start:recipe]
import torch

w = torch.tensor(8.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=lr)
trace = [w.item()]
for step in range(steps):
    loss = w**2  # 1 predict  2 loss
    optimizer.zero_grad()
    loss.backward()  # 3 gradient
    optimizer.step()  # 4 update, then 5 repeat
    trace.append(w.item())
print(trace)
# --8<-- [end:recipe]

# --8<-- [start:threshold]
c, steps = 4.0, 1000  # the loss c/2 · w² has the second derivative c
ends = []
for factor in (1.99, 2.0, 2.01):
    w = torch.ones((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=factor / c)
    for step in range(steps):
        optimizer.zero_grad()
        (c / 2 * w**2).backward()
        optimizer.step()
    ends.append(abs(w.item()))
    print(f"lr = {factor:.2f} / c: |w| after {steps} steps {ends[-1]:.2g}")
# --8<-- [end:threshold]
assert trace == by_hand, "torch makes the same steps as the loop by hand"
assert ends[0] < 1e-4, "just below the rate 2/c, gradient descent converges"
assert ends[1] == 1.0, "at the rate 2/c it swings for ever"
assert ends[2] > 1e4, "just above the rate 2/c it diverges"
assert torch.isclose(
    torch.tensor(ends[2]).double(),
    torch.tensor(1.01**steps).double(),
    rtol=1e-3,
), "each step multiplies w by 1 - lr·c"
