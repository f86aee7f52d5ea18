"""In training mode, normalise with the batch's own mean and with its
variance over N. Then move the stored values a tenth of the way: `mean` to
the batch's mean, `var` to its variance over N minus one. Change the tensors
themselves.

Difficulty 2 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
from torch.nn import functional as F

EPS, RATE = 0.001, 0.1  # torch calls the rate momentum
# --8<-- [end:given]
# --8<-- [start:stub]
def norm(x, mean, var, training):  # x: (rows, features)
    ...  # your code: return x normalised; in training mode change the
    # stored mean and var, each (features,), in place
# --8<-- [end:stub]
# --8<-- [start:solution]
def norm(x, mean, var, training):
    if not training:
        return (x - mean) / (var + EPS).sqrt()
    mean += RATE * (x.mean(dim=0) - mean)
    var += RATE * (x.var(dim=0) - var)
    own = x.var(dim=0, correction=0)
    return (x - x.mean(dim=0)) / (own + EPS).sqrt()
# --8<-- [end:solution]
# --8<-- [start:wrong-name]
# gets: nothing is stored: mean = … makes a new tensor, mean += … does not
def norm(x, mean, var, training):
    if not training:
        return (x - mean) / (var + EPS).sqrt()
    mean = (1 - RATE) * mean + RATE * x.mean(dim=0)
    var = (1 - RATE) * var + RATE * x.var(dim=0)
    own = x.var(dim=0, correction=0)
    return (x - x.mean(dim=0)) / (own + EPS).sqrt()
# --8<-- [end:wrong-name]
# --8<-- [start:wrong-stored]
# gets: what is stored is the variance over N - 1
def norm(x, mean, var, training):
    if not training:
        return (x - mean) / (var + EPS).sqrt()
    own = x.var(dim=0, correction=0)
    mean += RATE * (x.mean(dim=0) - mean)
    var += RATE * (own - var)
    return (x - x.mean(dim=0)) / (own + EPS).sqrt()
# --8<-- [end:wrong-stored]
# --8<-- [start:wrong-used]
# gets: what divides in training mode is the variance over N
def norm(x, mean, var, training):
    if not training:
        return (x - mean) / (var + EPS).sqrt()
    own = x.var(dim=0)
    mean += RATE * (x.mean(dim=0) - mean)
    var += RATE * (own - var)
    return (x - x.mean(dim=0)) / (own + EPS).sqrt()
# --8<-- [end:wrong-used]
# --8<-- [start:wrong-rate]
# gets: a tenth of the new comes in, not nine tenths
def norm(x, mean, var, training):
    if not training:
        return (x - mean) / (var + EPS).sqrt()
    mean.copy_(RATE * mean + (1 - RATE) * x.mean(dim=0))
    var.copy_(RATE * var + (1 - RATE) * x.var(dim=0))
    own = x.var(dim=0, correction=0)
    return (x - x.mean(dim=0)) / (own + EPS).sqrt()
# --8<-- [end:wrong-rate]
# --8<-- [start:wrong-eval]
# gets: in eval mode the stored values normalise, not the batch's own
def norm(x, mean, var, training):
    own = x.var(dim=0, correction=0)
    if training:
        mean += RATE * (x.mean(dim=0) - mean)
        var += RATE * (x.var(dim=0) - var)
    return (x - x.mean(dim=0)) / (own + EPS).sqrt()
# --8<-- [end:wrong-eval]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
same, two = torch.allclose, dict(momentum=RATE, eps=EPS)
for rows in (3, 5, 8):
    x = torch.randn(rows, 4, dtype=torch.float64) * 2 + 1
    old, v = torch.randn(4).double(), torch.rand(4).double() + 0.5
    m1, v1, m2, v2 = old.clone(), v.clone(), old.clone(), v.clone()
    wanted = F.batch_norm(x, m1, v1, training=True, **two)
    found = norm(x, m2, v2, True)
    assert found is not None and found.shape == x.shape, "return x normalised"
    wide = wanted * (1 - 1 / rows) ** 0.5
    assert same(found, wanted) or not same(found, wide, 0.01, 0.01), (
        "what divides in training mode is the variance over N")
    assert same(found, wanted), "in training mode torch's result is another"
    assert not torch.equal(m2, old), (
        "nothing is stored: mean = … makes a new tensor, mean += … does not")
    assert not same(m2, 0.1 * old + 0.9 * x.mean(dim=0)), (
        "a tenth of the new comes in, not nine tenths")
    assert same(m2, m1), "the stored mean is another than torch's"
    assert same(v2, v1), "what is stored is the variance over N - 1"
    wanted = F.batch_norm(x, m1, v1, **two)
    assert same(norm(x, m2, v2, False), wanted) and same(m2, m1), (
        "in eval mode the stored values normalise, not the batch's own")
print("solved")
# --8<-- [end:checker]
