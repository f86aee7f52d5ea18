"""Divide both tables of logits by the temperature. The teacher's become
shares, the student's logarithms of shares. The teacher is asked, not
taught: `detach` it.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def teach(student, teacher, hot):  # logits, both (rows, classes)
    ...  # your code: the student's cross-entropy with the teacher's shares
# --8<-- [end:stub]
# --8<-- [start:solution]
def teach(student, teacher, hot):
    soft = (teacher.detach() / hot).softmax(dim=1)
    own = (student / hot).log_softmax(dim=1)
    return -(soft * own).sum(dim=1).mean()
# --8<-- [end:solution]
# --8<-- [start:wrong-hard]
# gets: only the likeliest class is left: keep all of the teacher's shares
def teach(student, teacher, hot):
    return F.cross_entropy(student / hot, teacher.argmax(dim=1))
# --8<-- [end:wrong-hard]
# --8<-- [start:wrong-cold]
# gets: the student answers at temperature 1: divide its logits too
def teach(student, teacher, hot):
    soft = (teacher.detach() / hot).softmax(dim=1)
    return F.cross_entropy(student, soft)
# --8<-- [end:wrong-cold]
# --8<-- [start:wrong-learns]
# gets: the teacher learns too: detach its logits
def teach(student, teacher, hot):
    soft = (teacher / hot).softmax(dim=1)
    return F.cross_entropy(student / hot, soft)
# --8<-- [end:wrong-learns]
# --8<-- [start:wrong-gap]
# gets: the divergence lacks the teacher's entropy
def teach(student, teacher, hot):
    soft = (teacher.detach() / hot).softmax(dim=1)
    own = (student / hot).log_softmax(dim=1)
    return F.kl_div(own, soft, reduction="batchmean")
# --8<-- [end:wrong-gap]
# --8<-- [start:wrong-mean]
# gets: a mean over classes too: add them up, then take the mean over rows
def teach(student, teacher, hot):
    soft = (teacher.detach() / hot).softmax(dim=1)
    return -(soft * (student / hot).log_softmax(dim=1)).mean()
# --8<-- [end:wrong-mean]
# --8<-- [start:wrong-turned]
# gets: the shares are the teacher's, the logarithm is of the student's
def teach(student, teacher, hot):
    soft = (student / hot).softmax(dim=1)
    return -(soft * (teacher.detach() / hot).log_softmax(dim=1)).sum(1).mean()
# --8<-- [end:wrong-turned]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
same = torch.isclose
for rows, classes, hot in ((4, 3, 3.0), (6, 5, 2.0), (3, 4, 5.0)):
    both = torch.randn(2, rows, classes, dtype=torch.float64) * 3
    student, teacher = both.requires_grad_()
    own, soft = student / hot, (teacher / hot).softmax(dim=1).detach()
    wanted = F.cross_entropy(own, soft)
    found = teach(student, teacher, hot)
    assert found is not None and found.shape == (), "return one number"
    assert not same(found, F.cross_entropy(own, teacher.argmax(dim=1))), (
        "only the likeliest class is left: keep all of the teacher's shares")
    assert not same(found, F.cross_entropy(student, soft)), (
        "the student answers at temperature 1: divide its logits too")
    assert not same(found, wanted / classes), (
        "a mean over classes too: add them up, then take the mean over rows")
    turned = F.cross_entropy(teacher / hot, own.softmax(dim=1))
    assert not same(found, turned), (
        "the shares are the teacher's, the logarithm is of the student's")
    gap = F.kl_div(own.log_softmax(dim=1), soft, reduction="batchmean")
    assert not same(found, gap), "the divergence lacks the teacher's entropy"
    assert same(found, wanted), "torch finds another number: print both"
    found.backward()
    assert not both.grad[1].any(), "the teacher learns too: detach its logits"
print("solved")
# --8<-- [end:checker]
