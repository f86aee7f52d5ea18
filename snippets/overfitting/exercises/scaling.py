"""Which rows does `x.mean(dim=0)` read? Take the mean and the spread from
the training rows alone, and use these same two for both parts.

Difficulty 1 of 3, about 5 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def scaled(x, train, test):  # rows of data, two lists of row numbers
    z = (x - x.mean(dim=0)) / x.std(dim=0)
    return z[train], z[test]  # find the leak, and mend it
# --8<-- [end:stub]
# --8<-- [start:solution]
def scaled(x, train, test):
    seen = x[train]
    z = (x - seen.mean(dim=0)) / seen.std(dim=0)
    return z[train], z[test]
# --8<-- [end:solution]
# --8<-- [start:wrong-spread]
# gets: the mean is mended, but std still reads the test rows
def scaled(x, train, test):
    z = (x - x[train].mean(dim=0)) / x.std(dim=0)
    return z[train], z[test]
# --8<-- [end:wrong-spread]
# --8<-- [start:wrong-own]
# gets: the test rows scale themselves: use mean and std of training
def scaled(x, train, test):
    a, b = x[train], x[test]
    a = (a - a.mean(dim=0)) / a.std(dim=0)
    b = (b - b.mean(dim=0)) / b.std(dim=0)
    return a, b
# --8<-- [end:wrong-own]
# --8<-- [start:wrong-unscaled]
# gets: the test rows come as they were: the model expects scaled ones
def scaled(x, train, test):
    seen = x[train]
    return (seen - seen.mean(dim=0)) / seen.std(dim=0), x[test]
# --8<-- [end:wrong-unscaled]
# --8<-- [start:wrong-whole]
# gets: each column has its own mean and std: give them dim=0
def scaled(x, train, test):
    seen = x[train]
    z = (x - seen.mean()) / seen.std()
    return z[train], z[test]
# --8<-- [end:wrong-whole]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for rows, cut in ((12, 8), (20, 15), (9, 4)):
    x = torch.randn(rows, 3).double() * 4 + torch.tensor([1.0, 50, -20])
    order = torch.randperm(rows).tolist()
    train, test = order[:cut], order[cut:]
    moved = x.clone()
    moved[test] += 7 * torch.rand(rows - cut, 1)  # other test rows
    a, b = scaled(x.clone(), train, test)
    still, _ = scaled(moved, train, test)
    whole = (x[train] - x[train].mean()) / x[train].std()
    assert not torch.allclose(a, whole), (
        "each column has its own mean and std: give them dim=0")
    assert a.mean(dim=0).abs().max() < 1e-9, (
        "the training rows move with the test rows: what reads both?")
    assert torch.allclose(a, still), (
        "the mean is mended, but std still reads the test rows")
    assert not torch.equal(b, x[test]), (
        "the test rows come as they were: the model expects scaled ones")
    assert b.mean(dim=0).abs().max() > 1e-9, (
        "the test rows scale themselves: use mean and std of training")
    back = b * x[train].std(dim=0) + x[train].mean(dim=0)
    assert torch.allclose(back, x[test]), "x * std + mean gives other rows"
print("solved")
# --8<-- [end:checker]
