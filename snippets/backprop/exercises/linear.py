"""Let the shapes lead: each gradient has the shape of what it is of. What
arrives has one row for each row of x, and every row acts on the same W and
b, so W and b collect a sum over rows.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch

def layer(x, W, b):  # (rows, in) -> (rows, out), W: (out, in)
    return x @ W.T + b
# --8<-- [end:given]
# --8<-- [start:stub]
def backward(delta, x, W):  # delta: what arrives, (rows, out)
    ...  # your code: return the gradients of x, W and b
# --8<-- [end:stub]
# --8<-- [start:solution]
def backward(delta, x, W):
    return delta @ W, delta.T @ x, delta.sum(dim=0)
# --8<-- [end:solution]
# --8<-- [start:wrong-mean]
# gets: b acts on every row: sum over the rows, no mean
def backward(delta, x, W):
    return delta @ W, delta.T @ x, delta.mean(dim=0)
# --8<-- [end:wrong-mean]
# --8<-- [start:wrong-transposed]
# gets: the gradient of W has the shape of W
def backward(delta, x, W):
    return delta @ W, x.T @ delta, delta.sum(dim=0)
# --8<-- [end:wrong-transposed]
# --8<-- [start:wrong-divided]
# gets: if the loss is a mean, delta has it already: do not divide again
def backward(delta, x, W):
    return delta @ W, delta.T @ x / len(x), delta.sum(dim=0)
# --8<-- [end:wrong-divided]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for rows, wide, out in ((7, 2, 3), (5, 4, 1), (6, 3, 5)):
    sizes = (rows, wide), (out, wide), (out,)
    x, W, b = leaves = [torch.randn(size).requires_grad_() for size in sizes]
    delta = torch.randn(rows, out)
    wanted = torch.autograd.grad(layer(x, W, b), leaves, delta)
    found = backward(delta, x.detach(), W.detach())
    assert found is not None and len(found) == 3, (
        "return three gradients: of x, of W and of b")
    for name, own, theirs in zip("xWb", found, wanted):
        assert own.shape == theirs.shape, (
            f"the gradient of {name} has the shape of {name}")
    same = [torch.allclose(*pair, atol=1e-5) for pair in zip(found, wanted)]
    assert same[0], "the gradient of x is delta @ W"
    assert not torch.allclose(found[1] * rows, wanted[1], atol=1e-5), (
        "if the loss is a mean, delta has it already: do not divide again")
    assert same[1], "the gradient of W is delta.T @ x"
    assert same[2], (
        "b acts on every row: sum over the rows, no mean")
print("solved")
# --8<-- [end:checker]
