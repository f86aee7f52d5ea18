"""At a kink, or behind a mask, autograd's slope can be wrong or nan."""

# --8<-- [start:kinks]
import torch

functions = {
    "relu(x) - relu(-x)": lambda x: x.relu() - (-x).relu(),  # this is x
    "sqrt(x²)": lambda x: (x * x).sqrt(),  # this is |x|
    "√x, below 0 x": lambda x: torch.where(x > 0, x.sqrt(), x),
}
slopes = {}
for name, f in functions.items():
    x = torch.arange(-1.0, 2.0, requires_grad=True)  # -1, 0, 1
    (slopes[name],) = torch.autograd.grad(f(x).sum(), x)
    print(f"{name:18}", slopes[name].tolist())
# --8<-- [end:kinks]

first, second, third = slopes.values()
assert first.tolist() == [1, 0, 1], "relu(x) - relu(-x) is x, " \
    "and autograd says slope 0 at its kink"
assert second.isnan().tolist() == [False, True, False], "the root of x² " \
    "has the slope nan at 0, and -1 and 1 beside it"
assert third.isnan().tolist() == [True, True, False], "a mask does not stop " \
    "the nan of the branch that it leaves out"
assert second[0] == -1 and third[2] == 0.5, "elsewhere the slopes are right"
x = torch.tensor([-1.0, 4.0], requires_grad=True)
safe = torch.where(x > 0, torch.where(x > 0, x, 1.0).sqrt(), x)
(slope,) = torch.autograd.grad(safe.sum(), x)
assert slope.tolist() == [1, 0.25], "a mask in front of the root stops the nan"
