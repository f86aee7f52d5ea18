"""Begin with zeros of classes times classes. `index_put_` with
`accumulate=True` adds one at each pair of truth and answer; `bincount` of
truth times classes plus answer does it as well.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from sklearn.metrics import confusion_matrix
# --8<-- [end:given]
# --8<-- [start:stub]
def confusion(truth, answers, classes):  # both: (samples,), whole numbers
    ...  # your code: (classes, classes), a row for each true class
# --8<-- [end:stub]
# --8<-- [start:solution]
def confusion(truth, answers, classes):
    counts = torch.bincount(classes * truth + answers, minlength=classes**2)
    return counts.view(classes, classes)
# --8<-- [end:solution]
# --8<-- [start:wrong-turned]
# gets: rows are true classes, columns are answers: this is turned round
def confusion(truth, answers, classes):
    counts = torch.bincount(classes * answers + truth, minlength=classes**2)
    return counts.view(classes, classes)
# --8<-- [end:wrong-turned]
# --8<-- [start:wrong-once]
# gets: a pair that comes twice counts once: add up, do not overwrite
def confusion(truth, answers, classes):
    counts = torch.zeros(classes, classes, dtype=torch.long)
    counts[truth, answers] += 1
    return counts
# --8<-- [end:wrong-once]
# --8<-- [start:wrong-seen]
# gets: a class that nobody answers has its row and column too
def confusion(truth, answers, classes):
    classes = answers.max() + 1
    counts = torch.bincount(classes * truth + answers)
    return counts[:classes**2].view(classes, classes)
# --8<-- [end:wrong-seen]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for classes, samples in ((3, 40), (4, 60), (6, 90)):
    truth = torch.cat([torch.arange(classes),
                       torch.randint(classes, (samples,))])
    answers = torch.randint(classes - 1, truth.shape)  # the last one: never
    answers[:2] = torch.tensor([classes - 2, 0])
    wanted = torch.tensor(confusion_matrix(truth, answers))
    found = confusion(truth, answers, classes)
    assert found is not None, "return a table of counts"
    assert found.shape == (classes, classes), (
        "a class that nobody answers has its row and column too")
    assert not (found == wanted.clamp(max=1)).all(), (
        "a pair that comes twice counts once: add up, do not overwrite")
    assert (found != wanted.T).any(), (
        "rows are true classes, columns are answers: this is turned round")
    assert (found == wanted).all(), "scikit-learn counts otherwise"
print("solved")
# --8<-- [end:checker]
