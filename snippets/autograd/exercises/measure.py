"""Move one entry of a copy of x up by h, and down by h. The two values of f
are `2 * h` apart. Do so for each entry.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch

def f(x):  # one number from a vector
    return (x.sin() * x.square()).sum() + x.prod()
# --8<-- [end:given]
# --8<-- [start:stub]
def measure(f, x, h):  # the slope of f in each entry of x
    ...  # your code, without autograd
# --8<-- [end:stub]
# --8<-- [start:solution]
def measure(f, x, h):
    slopes = torch.zeros_like(x)
    for i in range(len(x)):
        step = torch.zeros_like(x)
        step[i] = h
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes
# --8<-- [end:solution]
# --8<-- [start:wrong-one-side]
# gets: measure on both sides of x: one side errs by about h
def measure(f, x, h):
    slopes = torch.zeros_like(x)
    for i in range(len(x)):
        step = torch.zeros_like(x)
        step[i] = h
        slopes[i] = (f(x + step) - f(x)) / h
    return slopes
# --8<-- [end:wrong-one-side]
# --8<-- [start:wrong-distance]
# gets: from x - h to x + h it is 2 * h: divide by that
def measure(f, x, h):
    slopes = torch.zeros_like(x)
    for i in range(len(x)):
        step = torch.zeros_like(x)
        step[i] = h
        slopes[i] = (f(x + step) - f(x - step)) / h
    return slopes
# --8<-- [end:wrong-distance]
# --8<-- [start:wrong-moved]
# gets: x has moved: a measurement changes a copy, or puts it back
def measure(f, x, h):
    slopes = torch.zeros_like(x)
    for i in range(len(x)):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        slopes[i] = (above - f(x)) / (2 * h)
    return slopes
# --8<-- [end:wrong-moved]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
h = 1e-4
for size in (1, 2, 5):
    x = torch.randn(size, dtype=torch.float64)
    wanted, = torch.autograd.grad(f(x.requires_grad_()), x)
    x = x.detach()
    steps = h * torch.eye(size, dtype=torch.float64)
    ahead = torch.stack([f(x + step) - f(x) for step in steps]) / h
    before = x.clone()
    found = measure(f, x, h)
    assert isinstance(found, torch.Tensor) and found.shape == x.shape, (
        "return a tensor with one slope for each entry of x")
    assert torch.allclose(x, before, rtol=0, atol=1e-9), (
        "x has moved: a measurement changes a copy, or puts it back")
    assert not torch.allclose(found, 2 * wanted, rtol=1e-3), (
        "from x - h to x + h it is 2 * h: divide by that")
    assert not torch.allclose(found, ahead, rtol=0, atol=1e-9), (
        "measure on both sides of x: one side errs by about h")
    assert torch.allclose(found, wanted, rtol=1e-5, atol=1e-6), (
        "autograd finds other slopes: print both for one x")
print("solved")
# --8<-- [end:checker]
