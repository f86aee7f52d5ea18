"""Cut `rows` into k parts whose sizes differ by one at most; slices with a
step do it, and so does `tensor_split`. Each part checks once, and all the
others together train.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def folds(rows, k):  # rows: a tensor of row numbers, in random order
    ...  # your code: k pairs (train, check) of tensors of row numbers
# --8<-- [end:stub]
# --8<-- [start:solution]
def folds(rows, k):
    parts = rows.tensor_split(k)
    pairs = []
    for i, check in enumerate(parts):
        others = [part for j, part in enumerate(parts) if j != i]
        pairs.append((torch.cat(others), check))
    return pairs
# --8<-- [end:solution]
# --8<-- [start:wrong-rest]
# gets: some rows never check: k need not divide their number
def folds(rows, k):
    size, pairs = len(rows) // k, []
    for i in range(k):
        check = rows[i * size:(i + 1) * size]
        train = torch.cat([rows[:i * size], rows[(i + 1) * size:]])
        pairs.append((train, check))
    return pairs
# --8<-- [end:wrong-rest]
# --8<-- [start:wrong-last]
# gets: one fold takes the whole remainder: sizes may differ by one
def folds(rows, k):
    size, pairs = len(rows) // k, []
    for i in range(k):
        end = (i + 1) * size if i < k - 1 else len(rows)
        train = torch.cat([rows[:i * size], rows[end:]])
        pairs.append((train, rows[i * size:end]))
    return pairs
# --8<-- [end:wrong-last]
# --8<-- [start:wrong-inside]
# gets: a row trains and checks in one fold: leave its own part out
def folds(rows, k):
    return [(rows, check) for check in rows.tensor_split(k)]
# --8<-- [end:wrong-inside]
# --8<-- [start:wrong-places]
# gets: these are places in rows: return the numbers that stand there
def folds(rows, k):
    parts = torch.arange(len(rows)).tensor_split(k)
    return [(torch.cat(parts[:i] + parts[i + 1:]), parts[i])
            for i in range(k)]
# --8<-- [end:wrong-places]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for n, k in ((10, 5), (11, 4), (23, 5), (7, 7), (30, 7)):
    rows = 100 + torch.randperm(40)[:n]  # the others are the test set
    pairs = folds(rows, k)
    assert pairs is not None and len(pairs) == k, (
        "return k pairs, each of training rows and checking rows")
    wanted = sorted(rows.tolist())
    checks = [row for _, check in pairs for row in check.tolist()]
    assert set(checks) & set(wanted), (
        "these are places in rows: return the numbers that stand there")
    assert set(checks) == set(wanted), (
        "some rows never check: k need not divide their number")
    sizes = [len(check) for _, check in pairs]
    assert max(sizes) - min(sizes) <= 1, (
        "one fold takes the whole remainder: sizes may differ by one")
    for train, check in pairs:
        assert not set(train.tolist()) & set(check.tolist()), (
            "a row trains and checks in one fold: leave its own part out")
        assert sorted([*train.tolist(), *check.tolist()]) == wanted, (
            "train on all other parts, and use each row once")
print("solved")
# --8<-- [end:checker]
