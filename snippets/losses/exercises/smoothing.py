"""Start from `eps / classes` in every place. Then give the right class of
each row what is left of one.

Difficulty 1 of 3, about 5 minutes.
"""
# --8<-- [start:given]
import torch
import torch.nn.functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def smooth(y, classes, eps):  # y: (rows,), one class a row
    ...  # your code: the targets, (rows, classes)
# --8<-- [end:stub]
# --8<-- [start:solution]
def smooth(y, classes, eps):
    q = torch.full((len(y), classes), eps / classes)
    q[range(len(y)), y] += 1 - eps
    return q
# --8<-- [end:solution]
# --8<-- [start:wrong-total]
# gets: each row adds up to 1: take eps from the right class first
def smooth(y, classes, eps):
    return F.one_hot(y, classes) + eps / classes
# --8<-- [end:wrong-total]
# --8<-- [start:wrong-others]
# gets: the right class has its share too: spread eps over all classes
def smooth(y, classes, eps):
    q = torch.full((len(y), classes), eps / (classes - 1))
    q[range(len(y)), y] = 1 - eps
    return q
# --8<-- [end:wrong-others]
# --8<-- [start:wrong-hard]
# gets: these are the targets without smoothing
def smooth(y, classes, eps):
    return F.one_hot(y, classes).float()
# --8<-- [end:wrong-hard]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for classes, eps in ((2, 0.1), (5, 0.3), (10, 0.05)):
    z, y = torch.randn(8, classes), torch.randint(classes, (8,))
    wanted = F.cross_entropy(z, y, label_smoothing=eps)
    q = smooth(y, classes, eps)
    assert q is not None and q.shape == z.shape, (
        "return one row of targets for each label in y")
    assert not torch.equal(q, F.one_hot(y, classes).float()), (
        "these are the targets without smoothing")
    assert torch.allclose(q.sum(dim=1), torch.ones(8)), (
        "each row adds up to 1: take eps from the right class first")
    right = q.gather(1, y[:, None])
    assert not torch.allclose(right, torch.full((8, 1), 1 - eps)), (
        "the right class has its share too: spread eps over all classes")
    assert torch.allclose(F.cross_entropy(z, q), wanted), (
        "cross_entropy with label_smoothing finds another loss")
print("solved")
# --8<-- [end:checker]
