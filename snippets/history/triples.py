"""Of all triples of whole numbers up to 4, two cannot cancel."""

# --8<-- [start:sums]
from itertools import combinations_with_replacement, product

import matplotlib.pyplot as plt


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
# --8<-- [start:figure]
fig, axes = plt.subplots(3, figsize=(4.5, 3.8), sharex=True, sharey=True,
                         layout="constrained")
for ax, weights in zip(axes, ((1, 2, 3), *found)):
    totals = sums(weights)
    for total in range(-9, 10):
        ax.bar(total, totals.count(total), 0.7, fill=total == 0, color="C1",
               edgecolor="C0")
    ax.set_title("weights " + ", ".join(map(str, weights)))
axes[1].set_ylabel("patterns of differences")
axes[2].set(xlabel="sum", xticks=range(-9, 10, 3), yticks=range(4))
plt.show()
# --8<-- [end:figure]

assert sums((1, 2, 3)).count(0) == 3, "with 1, 2, 3 three of the 27 " \
    "differences give 0"
assert sums((1, 2, 4)).count(0) == 1, "with 1, 2, 4 one of the 27 " \
    "differences gives 0"
assert found == [(1, 2, 4), (2, 3, 4)], "up to 4 only (1, 2, 4) and " \
    "(2, 3, 4) never cancel"
