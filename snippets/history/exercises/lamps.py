"""A pair of mirrored lamps adds its weight, takes it off, or adds nothing. Try
every way to choose one of the three for each weight: `itertools.product`
lists them. The choice of nothing everywhere is the symmetric row: it does not
count.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import itertools

import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def never_cancel(weights):  # a list of whole numbers, one for each pair
    ...  # your code: True if only the symmetric row gives 0, else False

SMALL = [1, 2, 4, 8]  # find four that never cancel, all below 8
# --8<-- [end:stub]
# --8<-- [start:solution]
def never_cancel(weights):
    zeros = 0
    for signs in itertools.product((-1, 0, 1), repeat=len(weights)):
        total = sum(w * signs[i] for i, w in enumerate(weights))
        zeros += total == 0
    return zeros == 1

SMALL = [3, 5, 6, 7]
# --8<-- [end:solution]
# --8<-- [start:wrong-equal]
# gets: weights that differ can cancel too, as 1 + 2 - 3 does
def never_cancel(weights):
    return len(set(weights)) == len(weights)

SMALL = [3, 5, 6, 7]
# --8<-- [end:wrong-equal]
# --8<-- [start:wrong-signs]
# gets: a pair whose lamps agree adds 0: try -1, 0 and 1
def never_cancel(weights):
    for signs in itertools.product((-1, 1), repeat=len(weights)):
        if sum(w * s for w, s in zip(weights, signs)) == 0:
            return False
    return True

SMALL = [3, 5, 6, 7]
# --8<-- [end:wrong-signs]
# --8<-- [start:wrong-all]
# gets: the symmetric row gives 0 always, and does not count
def never_cancel(weights):
    for signs in itertools.product((-1, 0, 1), repeat=len(weights)):
        if sum(w * s for w, s in zip(weights, signs)) == 0:
            return False
    return True

SMALL = [3, 5, 6, 7]
# --8<-- [end:wrong-all]
# --8<-- [start:wrong-powers]
# gets: its largest is 8, as with powers of two: look among smaller ones
def never_cancel(weights):
    signs = itertools.product((-1, 0, 1), repeat=len(weights))
    sums = [sum(w * s for w, s in zip(weights, row)) for row in signs]
    return sums.count(0) == 1

SMALL = [1, 2, 4, 8]
# --8<-- [end:wrong-powers]
# --8<-- [start:wrong-smaller]
# gets: your four weights cancel: let never_cancel search for others
def never_cancel(weights):
    signs = itertools.product((-1, 0, 1), repeat=len(weights))
    sums = [sum(w * s for w, s in zip(weights, row)) for row in signs]
    return sums.count(0) == 1

SMALL = [1, 2, 4, 7]
# --8<-- [end:wrong-smaller]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
answer = never_cancel([1, 2, 4])
assert answer is not None, "return True or False"
assert answer, "the symmetric row gives 0 always, and does not count"
assert not never_cancel([1, 2, 3]), (
    "weights that differ can cancel too, as 1 + 2 - 3 does")
assert not never_cancel([1, 2, 3, 9]), (
    "a pair whose lamps agree adds 0: try -1, 0 and 1")
for _ in range(20):  # another way: do all subsets have sums of their own?
    weights = torch.randint(1, 12, (4,)).tolist()
    sums = {0: 1}
    for w in weights:
        for total, ways in list(sums.items()):
            sums[total + w] = sums.get(total + w, 0) + ways
    apart = max(sums.values()) == 1
    assert never_cancel(weights) == apart, "another answer than by subsets"
assert len(SMALL) == 4 and max(SMALL) < 8, (
    "its largest is 8, as with powers of two: look among smaller ones")
assert never_cancel(SMALL), (
    "your four weights cancel: let never_cancel search for others")
print("solved")
# --8<-- [end:checker]
