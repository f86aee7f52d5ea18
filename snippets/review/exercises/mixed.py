"""`torch.randperm(len(y))` deals the labels out anew. Do it before the
project begins, and leave the inputs where they are.

Difficulty 2 of 3, about 8 minutes.
"""
# --8<-- [start:given]
import torch


def project(x, y, copies):  # the share of new samples that it gets right
    x, y = x.repeat(copies, 1), y.repeat(copies)
    order = torch.randperm(len(x))
    learn, new = order.split(len(x) // 2)
    nearest = torch.cdist(x[new], x[learn]).argmin(1)
    return (y[learn][nearest] == y[new]).double().mean().item()
# --8<-- [end:given]
# --8<-- [start:stub]
def mixed(x, y, project):  # project(x, y) gives the share that is right
    ...  # your code: its score where the labels mean nothing
# --8<-- [end:stub]
# --8<-- [start:solution]
def mixed(x, y, project):
    return project(x, y[torch.randperm(len(y))])
# --8<-- [end:solution]
# --8<-- [start:wrong-true]
# gets: the labels still mean something: an honest project is above chance
def mixed(x, y, project):
    return project(x, y)
# --8<-- [end:wrong-true]
# --8<-- [start:wrong-both]
# gets: leave the inputs where they are: deal out the labels alone
def mixed(x, y, project):
    order = torch.randperm(len(y))
    return project(x[order], y[order])
# --8<-- [end:wrong-both]
# --8<-- [start:wrong-fresh]
# gets: deal out the labels that are there; drawn ones come in other numbers
def mixed(x, y, project):
    return project(x, torch.randint(int(y.max()) + 1, y.shape))
# --8<-- [end:wrong-fresh]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for classes in (4, 5, 6):
    y = torch.arange(50 * classes) % classes
    x = torch.randn(len(y), 3, dtype=torch.float64) + 20 * y[:, None]
    seen = []
    found = mixed(x, y, lambda *data: seen.append(data) or project(*data, 1))
    assert found is not None, "return the score of the project"
    inputs, labels = seen[0]
    assert (labels.bincount(minlength=classes) == 50).all(), (
        "deal out the labels that are there; drawn ones come in other numbers")
    assert (inputs == x).all(), (
        "leave the inputs where they are: deal out the labels alone")
    assert found < 0.6, (
        "the labels still mean something: an honest project is above chance")
    leaky = mixed(x, y, lambda *data: project(*data, 2))
    assert leaky > found + 0.1, "a leak gives itself away: it is found"
print("solved")
# --8<-- [end:checker]
