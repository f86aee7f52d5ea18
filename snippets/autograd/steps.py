"""What arrives at a tensor adds up, on every path that leads to it."""

# --8<-- [start:parts]
import matplotlib.pyplot as plt
import torch

def parts(x, y):  # of the gradients of (x + y) * y, in order
    x = torch.tensor(x, requires_grad=True)
    y = torch.tensor(y, requires_grad=True)
    a = x + y
    f = a * y
    passed = {}
    for name, node in ("f", f.grad_fn), ("a", a.grad_fn):
        node.register_hook(
            lambda grads, _, name=name: passed.update({name: grads}))
    f.backward()
    (a_from_f, y_from_f), (x_from_a, y_from_a) = passed["f"], passed["a"]
    found = [("f", torch.ones(())), ("a", a_from_f), ("y", y_from_f),
             ("x", x_from_a), ("y", y_from_a)]
    return found, x.grad, y.grad
# --8<-- [end:parts]
# --8<-- [start:steps]
for x, y, step in ((2.0, 3.0, 2), (2.0, 3.0, 3), (2.0, 3.0, 5),
                   (2.0, 3.0, 7), (-1.5, 2.5, 6), (4.0, -0.5, 7)):
    found, *_ = parts(x, y)
    sums = {"f": 0.0, "a": 0.0, "x": 0.0, "y": 0.0}
    for name, part in found[:step - 2]:  # two steps go forward
        sums[name] += part.item()
    print(f"x {x}  y {y}  step {step}:",
          *(f" {name} {value:.2f}" for name, value in sums.items()))
# --8<-- [end:steps]
# --8<-- [start:figure]
ys = torch.linspace(-2, 2, 9).tolist()
from_f = [parts(2.0, y)[0][2][1].item() for y in ys]
from_a = [parts(2.0, y)[0][4][1].item() for y in ys]
both = [parts(2.0, y)[2].item() for y in ys]
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
ax.plot(ys, from_f, "--", label="y gets from f")
ax.plot(ys, from_a, ":", label="y gets from a")
ax.plot(ys, both, "o-", label="y.grad")
ax.set(xlabel="y, where x is 2", ylabel="gradient")
ax.legend()
plt.show()
# --8<-- [end:figure]
for a, b in ((2.0, 3.0), (-1.5, 2.5), (4.0, -0.5)):
    arrived, a_grad, b_grad = parts(a, b)
    got = [part.item() for _, part in arrived] + [a_grad, b_grad]
    assert got == [1, b, a + b, b, b, b, a + 2 * b], "f passes y to a and " \
        "a to y, a passes on what it got, twice, and y has the sum of two"
