"""Take the mean over the seeds for each setting, with `dim=1`, and `argmax`
of these means. Only then look into the other table, at one row. Its spread
is the standard deviation that `std` gives.

Difficulty 1 of 3, about 8 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def report(choose, test):  # both: (settings, seeds), higher is better
    ...  # your code: which setting, its mean and its spread over the seeds
# --8<-- [end:stub]
# --8<-- [start:solution]
def report(choose, test):
    best = choose.mean(dim=1).argmax().item()
    return best, test[best].mean(), test[best].std()
# --8<-- [end:solution]
# --8<-- [start:wrong-test]
# gets: this setting was chosen by the scores that report
def report(choose, test):
    best = test.mean(dim=1).argmax().item()
    return best, test[best].mean(), test[best].std()
# --8<-- [end:wrong-test]
# --8<-- [start:wrong-lucky]
# gets: one lucky seed has chosen: take the mean over the seeds
def report(choose, test):
    best = choose.max(dim=1).values.argmax().item()
    return best, test[best].mean(), test[best].std()
# --8<-- [end:wrong-lucky]
# --8<-- [start:wrong-same]
# gets: the mean is of the scores that chose, so it is too good
def report(choose, test):
    best = choose.mean(dim=1).argmax().item()
    return best, choose[best].mean(), test[best].std()
# --8<-- [end:wrong-same]
# --8<-- [start:wrong-best]
# gets: report the mean over the seeds, not the best of them
def report(choose, test):
    best = choose.mean(dim=1).argmax().item()
    return best, test[best].max(), test[best].std()
# --8<-- [end:wrong-best]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for right, other, lucky in ((1, 2, 3), (3, 0, 2), (0, 3, 1)):
    choose, test = torch.rand(2, 4, 6, dtype=torch.float64)
    choose[right] += 2
    test[other] += 2
    choose[lucky, 5] += 4
    found = report(choose, test)
    assert found is not None, "return the setting, its mean and its spread"
    best, mean, spread = found
    assert best != other, "this setting was chosen by the scores that report"
    assert best != lucky, (
        "one lucky seed has chosen: take the mean over the seeds")
    assert best == right, "another setting has the best mean where one chooses"
    mean, spread = float(mean), float(spread)
    assert abs(mean - choose[best].mean()) > 1e-6, (
        "the mean is of the scores that chose, so it is too good")
    assert abs(mean - test[best].max()) > 1e-6, (
        "report the mean over the seeds, not the best of them")
    assert abs(mean - test[best].mean()) < 1e-6, "the mean is another"
    assert abs(spread - test[best].std()) < 1e-6, "the spread is another"
print("solved")
# --8<-- [end:checker]
