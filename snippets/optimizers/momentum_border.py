"""On a parabola momentum is stable below 2 (1 + μ) / c, not below 2 / c."""

# --8<-- [start:border]
import torch

c, mu = 4.0, 0.9
ends = []
for factor in (3.79, 3.81):  # on both sides of 2 · (1 + 0.9)
    w = torch.ones((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=factor / c, momentum=mu)
    steps = 1000
    for step in range(steps):
        optimizer.zero_grad()
        (c / 2 * w**2).backward()
        optimizer.step()
    ends.append(abs(w.item()))
    print(f"lr = {factor:.2f} / c: |w| after 1000 steps {ends[-1]:.2g}")
# --8<-- [end:border]
assert ends[0] < 0.1, "with momentum 0.9 the rate 3.79/c converges"
assert ends[1] > 10, "with momentum 0.9 the rate 3.81/c diverges"
