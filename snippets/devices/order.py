"""The order of a sum changes its result, where numbers have few digits."""

# --8<-- [start:order]
from collections import Counter
from itertools import permutations

import torch

formats, found = {"float32": torch.float32, "float64": torch.float64}, {}
for name, dtype in formats.items():
    numbers = torch.tensor([1e8, 1.0, 1.0, -1e8], dtype=dtype)
    sums = Counter()
    for order in permutations(range(4)):
        total = numbers[order[0]]
        for k in order[1:]:
            total = total + numbers[k]
        sums[total.item()] += 1
    found[name] = sorted(sums.items())
    print(f"{name}:", ", ".join(f"{n} give {s:.0f}" for s, n in found[name]))
# --8<-- [end:order]

results = [result for result, _ in found["float32"]]
assert results == [0, 1, 2], "in float32 four numbers add up to 0, 1 or 2"
assert found["float64"] == [(2, 24)], "in float64 all 24 orders give 2"
