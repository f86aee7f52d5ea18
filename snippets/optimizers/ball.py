"""Below the border 2(1 + μ)/c the ball comes to rest, above it flies off."""

# --8<-- [start:numbers]
import matplotlib.pyplot as plt
import torch

def ravine(w):
    return (w[0]**2 + 25 * w[1]**2) / 2

def valleys(w):  # Himmelblau's function
    return (w[0]**2 + w[1] - 11)**2 + (w[0] + w[1]**2 - 7)**2

def walk(lr, momentum, f=ravine, start=(1.0, 1.0), steps=30):
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr, momentum=momentum)
    for _ in range(steps):
        optimizer.zero_grad()
        f(w).backward()
        optimizer.step()
    return w.detach()

def factor(lr, momentum, curvatures=(1.0, 25.0)):  # of the error, at last
    traces = [complex(1 + momentum - lr * float(c)) for c in curvatures]
    return max(abs(t + sign * (t * t - 4 * momentum)**0.5) / 2
               for t in traces for sign in (1, -1))  # the eigenvalues
# --8<-- [end:numbers]
# --8<-- [start:table]
surfaces = (ravine, (1.0, 1.0)), (valleys, (0.0, 0.0))
for number, lr, momentum in ((0, 0.02, 0.0), (0, 0.11, 0.45), (0, 0.15, 0.9),
                             (1, 0.003, 0.0), (1, 0.01, 0.45), (1, 0.02, 0.7)):
    f, start = surfaces[number]
    w = walk(lr, momentum, f, start)
    c = torch.linalg.eigvalsh(torch.autograd.functional.hessian(f, w))
    print(f"surface {number}  rate {lr:.3f}  momentum {momentum:.2f}: border",
          f"{2 * (1 + momentum) / c[1]:.4f},")
    print(f"  factor {factor(lr, momentum, c):.4f},",
          f"w {w[0]:.2e} {w[1]:.2e}, loss {f(w):.2e}")
# --8<-- [end:table]
# --8<-- [start:figure]
_, ax = plt.subplots(figsize=(4.5, 2.9), layout="constrained")
rates, momenta = torch.linspace(0.005, 0.2, 77), torch.linspace(0, 0.95, 39)
factors = torch.tensor([[factor(lr, momentum) for lr in rates.tolist()]
                        for momentum in momenta.tolist()])
lines = ax.contour(rates, momenta, factors, [0.7, 0.8, 0.9, 0.95],
                   colors="gray", linewidths=0.8)
ax.clabel(lines)
ax.plot(2 * (1 + momenta) / 25, momenta, "C1", linewidth=3)
ax.text(0.125, 0.2, "flies off")
ax.set(xlabel="rate", ylabel="momentum μ", xticks=torch.arange(5) / 20)
plt.show()
# --8<-- [end:figure]
border = {momentum: 2 * (1 + momentum) / 25 for momentum in (0.0, 0.45, 0.9)}
assert all(factor(0.97 * lr, momentum) < 1 < factor(1.03 * lr, momentum)
           for momentum, lr in border.items()), \
    "the factor passes 1 at the rate 2 (1 + momentum) / 25"
assert all(walk(0.97 * lr, momentum, steps=300).norm() < 0.1
           and walk(1.03 * lr, momentum, steps=300).norm() > 10
           for momentum, lr in border.items()), \
    "300 steps below the border end near the minimum, above it far away"
