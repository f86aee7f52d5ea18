"""Of all triples of whole numbers up to 4, two cannot cancel."""

# --8<-- [start:sums]
from itertools import combinations_with_replacement, product


def sums(weights):  # each lamp minus its mirror lamp: -1, 0 or 1
    return [sum(w * d for w, d in zip(weights, pairs))
            for pairs in product((-1, 0, 1), repeat=len(weights))]


for weights in ((1, 2, 3), (1, 2, 4)):
    totals = sums(weights)
    print(weights, "give 0", totals.count(0), "times of", len(totals))
# --8<-- [end:sums]
# --8<-- [start:search]
found = []
for largest in range(1, 5):
    numbers = range(1, largest + 1)
    triples = combinations_with_replacement(numbers, 3)
    good = [t for t in triples if t[2] == largest and sums(t).count(0) == 1]
    found += good
    print("largest", largest, *good)
# --8<-- [end:search]

assert sums((1, 2, 3)).count(0) == 3, "with 1, 2, 3 three of the 27 " \
    "differences give 0"
assert sums((1, 2, 4)).count(0) == 1, "with 1, 2, 4 one of the 27 " \
    "differences gives 0"
assert found == [(1, 2, 4), (2, 3, 4)], "up to 4 only (1, 2, 4) and " \
    "(2, 3, 4) never cancel"
