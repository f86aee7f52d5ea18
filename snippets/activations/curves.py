"""A step has no slope to learn from; sigmoid, tanh and ReLU have one."""

# --8<-- [start:draw]
import matplotlib.pyplot as plt
import torch

four = {
    "step": lambda x: (x.sign() + 1) / 2,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "ReLU": torch.relu,
}
fig, axes = plt.subplots(2, 2, figsize=(4.5, 4.6), layout="constrained")
for ax, (name, f) in zip(axes.flat, four.items()):
    x = torch.linspace(-5, 5, 401)
    x[200] = torch.nan  # a gap at 0, so that a jump is not drawn as a line
    y = f(x.requires_grad_())
    (slope,) = torch.autograd.grad(y.sum(), x)
    ax.plot(x.detach(), y.detach(), "-", label="f(x)")
    ax.plot(x.detach(), slope, "--", label="slope f′(x)")
    ax.set(title=name, ylim=(-1.1, 2.1), xlabel="x")
lines = axes[0, 0].get_lines()
fig.legend(handles=lines, loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:draw]

# --8<-- [start:step]
x = torch.tensor([-1.0, 2.0], requires_grad=True)
torch.sign(x).sum().backward()
print("sign: gradient", x.grad.tolist())
steps = {
    "x > 0": lambda x: (x > 0).float(),
    "heaviside": lambda x: torch.heaviside(x, torch.tensor([0.0])),
}
for name, step in steps.items():
    try:
        step(x).sum().backward()
    except RuntimeError as error:
        print(f"{name}: {str(error)}")
# --8<-- [end:step]

assert x.sign().tolist() == [-1, 1], "one point lies on each side of 0"
near = torch.tensor([-1.0, 0.0, 0.5])
values = [step(near).tolist() for step in steps.values()]
assert values == [[0, 0, 1]] * 2, "both steps are 1 only above 0"
assert x.grad.tolist() == [0.0, 0.0], "the step's slope is zero on both sides"
