"""torch's momentum buffer is a sum of gradients, up to 10 times as long."""

# --8<-- [start:buffer]
import torch

mu, lr = 0.9, 0.1
w = torch.zeros(1, dtype=torch.float64)
optimizer = torch.optim.SGD([w], lr=lr, momentum=mu)
v, by_hand, buffers = 0.0, 0.0, []
for step in range(100):
    w.grad = torch.ones_like(w)  # a slope that is always 1
    optimizer.step()
    v = mu * v + 1.0
    by_hand = by_hand - lr * v
    buffers.append(optimizer.state[w]["momentum_buffer"].item())
print([round(b, 3) for b in buffers[:4]], "...", round(buffers[-1], 2))
print("same walk:", abs(w.item() - by_hand) < 1e-9)
# --8<-- [end:buffer]

# --8<-- [start:nesterov]
for options in ({"nesterov": True}, {"dampening": mu}):
    w = torch.zeros(1, dtype=torch.float64)
    optimizer = torch.optim.SGD([w], lr=lr, momentum=mu, **options)
    walk = [0.0]
    for step in range(4):
        w.grad = torch.ones_like(w)
        optimizer.step()
        walk.append(w.item())
    steps = [(a - b) / lr for a, b in zip(walk, walk[1:])]
    print(options, [round(s, 3) for s in steps])
# --8<-- [end:nesterov]

# --8<-- [start:escape]
starts = torch.linspace(-2.2, 2.2, 45, dtype=torch.float64)
counts = {}
for mu in (0.0, 0.5, 0.9):
    x = starts.clone().requires_grad_()
    optimizer = torch.optim.SGD([x], lr=0.01, momentum=mu)
    for step in range(1000):
        optimizer.zero_grad()
        ((x**2 - 1) ** 2 + 0.8 * x).sum().backward()  # 45 separate balls
        optimizer.step()
    deep = x.detach() < 0
    if mu == 0.0:
        plain = deep
    counts[mu] = ((deep & ~plain).sum().item(), (plain & ~deep).sum().item())
    print(
        f"momentum {mu}: from 2.2 to {x[-1].item():.3f};",
        f"{counts[mu][0]} starts better, {counts[mu][1]} worse",
    )
# --8<-- [end:escape]
assert abs(buffers[-1] - 10) < 0.01, "at a slope of 1 the buffer grows to 10"
assert abs(by_hand + 91) < 0.01, "100 steps go 91 far; without momentum, 10"
assert [round(s, 3) for s in steps] == [1, 1, 1, 1], (
    "with dampening the buffer is an average and stays at 1"
)
assert counts[0.9][0] > counts[0.9][1] > 0, (
    "momentum 0.9 helps some starts and harms others"
)
assert (deep == plain).sum() == 33, "33 of 45 starts end as without momentum"
