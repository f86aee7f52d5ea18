"""The slope in each logit is p minus the target, with p from `softmax`
along the classes. The target is one at the right class and nothing
elsewhere. The loss is a mean over rows.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
import torch.nn.functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def backward(logits, y):  # logits: (rows, classes), y: (rows,)
    ...  # your code: the slope of F.cross_entropy in the logits
# --8<-- [end:stub]
# --8<-- [start:solution]
def backward(logits, y):
    delta = logits.softmax(dim=1)
    delta[range(len(y)), y] -= 1
    return delta / len(y)
# --8<-- [end:solution]
# --8<-- [start:wrong-sum]
# gets: the loss is a mean over rows: divide by their number
def backward(logits, y):
    delta = logits.softmax(dim=1)
    delta[range(len(y)), y] -= 1
    return delta
# --8<-- [end:wrong-sum]
# --8<-- [start:wrong-sign]
# gets: it is p - y, not y - p: a larger wrong logit raises the loss
def backward(logits, y):
    target = F.one_hot(y, logits.shape[1])
    return (target - logits.softmax(dim=1)) / len(y)
# --8<-- [end:wrong-sign]
# --8<-- [start:wrong-target]
# gets: only p is here: subtract 1 at the right class of each row
def backward(logits, y):
    return logits.softmax(dim=1) / len(y)
# --8<-- [end:wrong-target]
# --8<-- [start:wrong-axis]
# gets: each row of p adds up to 1: softmax runs along the classes
def backward(logits, y):
    delta = logits.softmax(dim=0)
    delta[range(len(y)), y] -= 1
    return delta / len(y)
# --8<-- [end:wrong-axis]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for rows, classes in ((1, 3), (4, 2), (6, 5)):
    z = torch.randn(rows, classes, dtype=torch.float64)
    y = torch.randint(classes, (rows,))
    loss = F.cross_entropy(z.requires_grad_(), y)
    wanted, = torch.autograd.grad(loss, z)
    found = backward(z.detach().clone(), y)
    assert found is not None and found.shape == z.shape, (
        "return the slopes, of the shape of the logits")
    if not torch.allclose(found, wanted):
        assert not torch.allclose(found, -wanted), (
            "it is p - y, not y - p: a larger wrong logit raises the loss")
        assert not torch.allclose(found, rows * wanted), (
            "the loss is a mean over rows: divide by their number")
        assert not torch.allclose(found, z.softmax(dim=1) / rows), (
            "only p is here: subtract 1 at the right class of each row")
        assert found.sum(dim=1).abs().max() < 1e-9, (
            "each row of p adds up to 1: softmax runs along the classes")
        assert torch.allclose(found, wanted), (
            "autograd finds other slopes: print both for one row")
print("solved")
# --8<-- [end:checker]
