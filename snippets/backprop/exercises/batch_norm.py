"""Write `z = (x - mean) * scale`. A number of x moves z on three
paths: by itself, through the mean, and through the scale. Add up what comes
back on each. A test on the way: to add a number to a whole column changes no
z, so a column of the gradient adds up to nothing.

Difficulty 3 of 3, about 25 minutes.
"""
# --8<-- [start:given]
import torch
import torch.nn.functional as F

def norm(x, eps):  # batch norm of each column, as in training
    return F.batch_norm(x, None, None, training=True, eps=eps)
# --8<-- [end:given]
# --8<-- [start:stub]
def backward(delta, x, eps):  # delta: what arrives, as large as x
    ...  # your code: return the gradient of x
# --8<-- [end:stub]
# --8<-- [start:solution]
def backward(delta, x, eps):
    scale = (x.var(dim=0, correction=0) + eps).rsqrt()
    z = (x - x.mean(dim=0)) * scale
    inner = delta - delta.mean(dim=0)
    return scale * (inner - z * (delta * z).mean(dim=0))
# --8<-- [end:solution]
# --8<-- [start:wrong-constant]
# gets: adding a number to a column of x changes nothing: the mean moves
def backward(delta, x, eps):
    return delta * (x.var(dim=0, correction=0) + eps).rsqrt()
# --8<-- [end:wrong-constant]
# --8<-- [start:wrong-scale]
# gets: a column twice as wide gives the same z: the scale moves too
def backward(delta, x, eps):
    scale = (x.var(dim=0, correction=0) + eps).rsqrt()
    return scale * (delta - delta.mean(dim=0))
# --8<-- [end:wrong-scale]
# --8<-- [start:wrong-unscaled]
# gets: this is right for z: in the end multiply by the scale
def backward(delta, x, eps):
    scale = (x.var(dim=0, correction=0) + eps).rsqrt()
    z = (x - x.mean(dim=0)) * scale
    return delta - delta.mean(dim=0) - z * (delta * z).mean(dim=0)
# --8<-- [end:wrong-unscaled]
# --8<-- [start:wrong-correction]
# gets: autograd finds other slopes: is the variance over N, with eps?
def backward(delta, x, eps):
    scale = (x.var(dim=0) + eps).rsqrt()
    z = (x - x.mean(dim=0)) * scale
    inner = delta - delta.mean(dim=0)
    return scale * (inner - z * (delta * z).mean(dim=0))
# --8<-- [end:wrong-correction]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for eps in (1e-5, 0.1, 1.0):
    x = torch.randn(8, 3, dtype=torch.float64) * 2 + 1
    delta = torch.randn(8, 3, dtype=torch.float64)
    x.requires_grad_()
    wanted, = torch.autograd.grad(norm(x, eps), x, delta)
    found = backward(delta, x.detach(), eps)
    assert found is not None and found.shape == x.shape, (
        "return the gradient of x, as large as x")
    assert found.sum(dim=0).abs().max() < 1e-9, (
        "adding a number to a column of x changes nothing: the mean moves")
    scale = 1 / (x.detach().var(dim=0, correction=0) + eps).sqrt()
    still, = torch.autograd.grad((x - x.mean(dim=0)) * scale, x, delta)
    assert not torch.allclose(found, still), (
        "a column twice as wide gives the same z: the scale moves too")
    assert not torch.allclose(found * scale, wanted), (
        "this is right for z: in the end multiply by the scale")
    assert torch.allclose(found, wanted), (
        "autograd finds other slopes: is the variance over N, with eps?")
print("solved")
# --8<-- [end:checker]
