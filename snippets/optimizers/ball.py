"""Below the border 2(1 + μ)/c the ball comes to rest, above it flies off."""

# --8<-- [start:numbers]
import matplotlib.pyplot as plt
import torch

curvature = torch.tensor([1.0, 25.0], dtype=torch.float64)

def walk(lr, momentum, steps=30):
    w = torch.ones_like(curvature, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr, momentum=momentum)
    path = [w.detach().clone()]
    for _ in range(steps):
        optimizer.zero_grad()
        (curvature * w**2).sum().div(2).backward()
        optimizer.step()
        path.append(w.detach().clone())
    return torch.stack(path)  # (steps + 1, 2)

def factor(lr, momentum):  # of the error, in one step after many
    return max(torch.linalg.eigvals(torch.tensor(
        [[1 + momentum - lr * c, -momentum], [1.0, 0.0]],
        dtype=torch.float64)).abs().max().item() for c in curvature)
# --8<-- [end:numbers]
# --8<-- [start:table]
cases = (0.02, 0.0), (0.077, 0.0), (0.11, 0.45), (0.12, 0.45), (0.15, 0.9)
for lr, momentum in cases:
    w1, w2 = walk(lr, momentum)[-1]
    loss = (w1**2 + 25 * w2**2) / 2
    print(f"rate {lr:.3f}  momentum {momentum:.2f}:",
          f"border {2 * (1 + momentum) / 25:.4f},")
    print(f"  factor {factor(lr, momentum):.4f},",
          f"w {w1:.2e} {w2:.2e}, loss {loss:.2e}")
# --8<-- [end:table]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.9), layout="constrained")
rates, momenta = torch.linspace(0.005, 0.2, 77), torch.linspace(0, 0.95, 39)
factors = torch.tensor([[factor(lr, momentum) for lr in rates.tolist()]
                        for momentum in momenta.tolist()])
lines = ax.contour(rates, momenta, factors, [0.7, 0.8, 0.9, 0.95],
                   colors="gray", linewidths=0.8)
ax.clabel(lines)
ax.plot(2 * (1 + momenta) / 25, momenta, "C1", linewidth=3)
ax.text(0.125, 0.2, "flies off")
ax.set(xlabel="rate", ylabel="momentum μ",
       xticks=[0, 0.05, 0.1, 0.15, 0.2])
plt.show()
# --8<-- [end:figure]
border = {momentum: 2 * (1 + momentum) / 25 for momentum in (0.0, 0.45, 0.9)}
assert all(factor(0.97 * lr, momentum) < 1 < factor(1.03 * lr, momentum)
           for momentum, lr in border.items()), \
    "the factor passes 1 at the rate 2 (1 + momentum) / 25"
assert all(walk(0.97 * lr, momentum, 300)[-1].norm() < 0.1
           and walk(1.03 * lr, momentum, 300)[-1].norm() > 10
           for momentum, lr in border.items()), \
    "300 steps below the border end near the minimum, above it far away"
