"""gradcheck finds a wrong backward that a sum would have hidden."""

# --8<-- [start:cube]
import torch
from torch.autograd import Function, gradcheck


class Cube(Function):
    @staticmethod
    def forward(x):
        return x**3

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)  # what backward will need

    @staticmethod
    def backward(ctx, v):  # v: the gradient that arrives
        (x,) = ctx.saved_tensors
        return v * 3 * x**2  # v J
# --8<-- [end:cube]


# --8<-- [start:forgetful]
class Forgetful(Cube):
    @staticmethod
    def backward(ctx, v):
        (x,) = ctx.saved_tensors
        return 3 * x**2  # the incoming gradient is lost
# --8<-- [end:forgetful]

# --8<-- [start:check]
x = torch.tensor([0.5, 1.0, 2.0, 4.0]).double().requires_grad_()
for f in (Cube, Forgetful):
    (by_sum,) = torch.autograd.grad(f.apply(x).sum(), x)
    (by_mean,) = torch.autograd.grad(f.apply(x).mean(), x)
    print(f.__name__, "sum:", by_sum.tolist(), "mean:", by_mean.tolist())
    print("gradcheck:", gradcheck(f.apply, x, raise_exception=False))
# --8<-- [end:check]

assert gradcheck(Cube.apply, x), "gradcheck passes the right backward"
slope = torch.func.grad(Cube.apply)(x[2].detach())
assert abs(slope - 12) < 1e-12, "an operation " \
    "with a setup_context works in torch.func too"
caught = not gradcheck(Forgetful.apply, x, raise_exception=False)
assert caught, "gradcheck catches the backward that loses what arrives"
(lost,) = torch.autograd.grad(Forgetful.apply(x).sum(), x)
assert torch.allclose(lost, 3 * x**2), "behind a sum, " \
    "the wrong backward gives the right gradient"
