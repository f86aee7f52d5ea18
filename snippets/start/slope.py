"""The derivative is the slope of the tangent, and downhill is against it."""

# --8<-- [start:slope]
import matplotlib.pyplot as plt
import torch


def f(w):
    return (w - 1) ** 2 + 1


w = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
f(w).backward()
h = 1e-4
rise = (f(w.detach() + h) - f(w.detach() - h)) / (2 * h)
print(f"autograd          {w.grad.item():.3f}")
print(f"small difference  {rise.item():.3f}")
# --8<-- [end:slope]
# --8<-- [start:downhill]
with torch.no_grad():
    print(f"here             f = {f(w):.2f}")
    print(f"with the slope   f = {f(w + 0.1 * w.grad):.2f}")
    print(f"against it       f = {f(w - 0.1 * w.grad):.2f}")
# --8<-- [end:downhill]
# --8<-- [start:tangent]
t = torch.linspace(-1, 3.2, 80)
_, plot = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
plot.plot(t, f(t))
near = torch.linspace(1.3, 2.7, 2)
plot.plot(near, 2 + 2 * (near - 2))
plot.plot(2, 2, "o", color="gray")
plot.annotate("tangent at w = 2:\nslope 2", (2.35, 2.7), (0.2, 3.4),
              arrowprops={"arrowstyle": "->", "color": "gray"})
plot.annotate("", (1.55, 1.3), (2, 2),
              arrowprops={"arrowstyle": "->", "color": "C1", "lw": 2})
plot.text(1.95, 1.25, "a step downhill")
plot.set(xlabel="weight w", ylabel="loss f(w)")
plt.show()
# --8<-- [end:tangent]
assert abs(w.grad - rise) < 1e-6, "autograd and the small difference agree"
assert f(w.detach() - 0.1 * w.grad) < f(w) < f(w.detach() + 0.1 * w.grad), \
    "a step against the gradient lowers the loss, a step along it raises it"
