"""Keep one number from step to step, the mean so far. Count the steps
from one, for the correction is the share that the mean has already seen.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def smooth(values, s):  # numbers; the share of the old mean
    ...  # your code: a list with what is shown at each step
# --8<-- [end:stub]
# --8<-- [start:solution]
def smooth(values, s):
    mean, shown = 0, []
    for t, value in enumerate(values):
        mean = s * mean + (1 - s) * value
        shown.append(mean / (1 - s ** (t + 1)))
    return shown
# --8<-- [end:solution]
# --8<-- [start:wrong-early]
# gets: the first values are too small: divide by what was seen
def smooth(values, s):
    mean, shown = 0, []
    for value in values:
        mean = s * mean + (1 - s) * value
        shown.append(mean)
    return shown
# --8<-- [end:wrong-early]
# --8<-- [start:wrong-share]
# gets: s is the share of the old mean, not of the new value
def smooth(values, s):
    mean, shown = 0, []
    for t, value in enumerate(values):
        mean = (1 - s) * mean + s * value
        shown.append(mean / (1 - (1 - s) ** (t + 1)))
    return shown
# --8<-- [end:wrong-share]
# --8<-- [start:wrong-corrected]
# gets: keep the mean itself; only what is shown is divided
def smooth(values, s):
    mean, shown = 0, []
    for t, value in enumerate(values):
        mean = (s * mean + (1 - s) * value) / (1 - s ** (t + 1))
        shown.append(mean)
    return shown
# --8<-- [end:wrong-corrected]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for s, steps in ((0.9, 5), (0.6, 7), (0.3, 9)):
    values = (1 + torch.rand(steps, dtype=torch.float64)).tolist()
    found = smooth(values, s)
    assert found is not None, "return what is shown at each step"
    assert len(found) == steps, "return one number for each step"
    power = torch.tensor([[max(row - column, -1) for column in range(steps)]
                          for row in range(steps)], dtype=torch.float64)
    share = torch.where(power >= 0, s ** power, 0.0)
    other = torch.where(power >= 0, (1 - s) ** power, 0.0)
    x, found = torch.tensor(values).double(), torch.tensor(found).double()
    wanted = share @ x / share.sum(1)
    assert abs(found[0] - (1 - s) * x[0]) > 1e-6, (
        "the first values are too small: divide by what was seen")
    assert not torch.allclose(found, other @ x / other.sum(1)), (
        "s is the share of the old mean, not of the new value")
    assert torch.allclose(found, wanted), (
        "keep the mean itself; only what is shown is divided")
print("solved")
# --8<-- [end:checker]
