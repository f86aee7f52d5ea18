"""The slope is one where x is positive and `SLOPE` elsewhere. By the chain
rule what arrives is multiplied by it, place by place. Ask the saved x, not
what arrives, on which side a place is.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
import torch.nn.functional as F

SLOPE = 0.1  # on the left
# --8<-- [end:given]
# --8<-- [start:stub]
class Leaky(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, SLOPE * x)

    @staticmethod
    def backward(ctx, delta):  # delta: what arrives, as large as x
        x, = ctx.saved_tensors
        ...  # your code: return the gradient of x
# --8<-- [end:stub]
# --8<-- [start:solution]
class Leaky(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, SLOPE * x)

    @staticmethod
    def backward(ctx, delta):
        x, = ctx.saved_tensors
        return torch.where(x > 0, delta, SLOPE * delta)
# --8<-- [end:solution]
# --8<-- [start:wrong-local]
# gets: this is the slope alone: multiply by what arrives
class Leaky(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, SLOPE * x)

    @staticmethod
    def backward(ctx, delta):
        x, = ctx.saved_tensors
        return torch.where(x > 0, 1, SLOPE).to(x.dtype)
# --8<-- [end:wrong-local]
# --8<-- [start:wrong-flat]
# gets: this is ReLU's: on the left a share goes through
class Leaky(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, SLOPE * x)

    @staticmethod
    def backward(ctx, delta):
        x, = ctx.saved_tensors
        return delta * (x > 0)
# --8<-- [end:wrong-flat]
# --8<-- [start:wrong-arriving]
# gets: the sign of x decides, not the sign of what arrives
class Leaky(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, SLOPE * x)

    @staticmethod
    def backward(ctx, delta):
        return torch.where(delta > 0, delta, SLOPE * delta)
# --8<-- [end:wrong-arriving]
# --8<-- [start:wrong-value]
# gets: this multiplies by the value: the slope does not grow with x
class Leaky(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.where(x > 0, x, SLOPE * x)

    @staticmethod
    def backward(ctx, delta):
        x, = ctx.saved_tensors
        return delta * torch.where(x > 0, x, SLOPE * x)
# --8<-- [end:wrong-value]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for shape in ((9,), (4, 5), (2, 3, 7)):
    x = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    delta = torch.randn(shape, dtype=torch.float64)
    y, value = Leaky.apply(x), F.leaky_relu(x, SLOPE)
    own, = torch.autograd.grad(y, x, delta, allow_unused=True)
    one, = torch.autograd.grad(value.sum(), x, retain_graph=True)
    wanted, = torch.autograd.grad(value, x, delta, retain_graph=True)
    assert torch.allclose(y, value), "leave forward as it was"
    assert own is not None, "backward returns the gradient of x"
    assert not torch.allclose(own, one), (
        "this is the slope alone: multiply by what arrives")
    assert not torch.allclose(own, delta * (x > 0)), (
        "this is ReLU's: on the left a share goes through")
    assert not torch.allclose(own, F.leaky_relu(delta, SLOPE)), (
        "the sign of x decides, not the sign of what arrives")
    assert not torch.allclose(own, delta * value), (
        "this multiplies by the value: the slope does not grow with x")
    assert torch.allclose(own, wanted), (
        "torch finds another gradient: print x, delta and yours")
print("solved")
# --8<-- [end:checker]
