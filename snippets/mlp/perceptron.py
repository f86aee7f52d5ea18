"""The perceptron rule learns AND and OR, and cycles for ever on XOR."""

# --8<-- [start:rule]
import itertools

import matplotlib.pyplot as plt

points = [(0, 0), (0, 1), (1, 0), (1, 1)]


def learn(targets, with_bias=True):
    w1, w2, b, seen = 0, 0, 0, set()
    for epoch in itertools.count(1):
        errors = 0
        for (x1, x2), y in zip(points, targets):
            error = y - int(w1 * x1 + w2 * x2 + b > 0)  # −1, 0 or 1
            w1, w2 = w1 + error * x1, w2 + error * x2
            b += error * with_bias
            errors += abs(error)
        if errors == 0:
            return f"right from epoch {epoch}", (w1, w2, b)
        if (w1, w2, b) in seen:  # from here on everything repeats
            return "cycles for ever", (w1, w2, b)
        seen.add((w1, w2, b))
# --8<-- [end:rule]

# --8<-- [start:try]
tables = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0)}
found = {name: learn(y) for name, y in tables.items()}
found["AND, no bias"] = learn(tables["AND"], with_bias=False)
for name, (verdict, line) in found.items():
    print(f"{name:13}{verdict:20} w1, w2, b = {line}")
grid, right = range(-12, 13), {}
for name, targets in tables.items():
    hits = [sum(int(w1 * p + w2 * q + b > 0) == y
                for (p, q), y in zip(points, targets))
            for w1, w2, b in itertools.product(grid, repeat=3)]
    right[name] = [hits.count(n) for n in range(5)]
    print(f"{name:4}lines right on 0 to 4 points: {right[name]}")
# --8<-- [end:try]

# --8<-- [start:figure]
fig, axes = plt.subplots(2, 2, figsize=(4.5, 4.4), layout="constrained")
for ax, (name, (verdict, (w1, w2, b))) in zip(axes.flat, found.items()):
    for (p, q), y in zip(points, tables[name.split(",")[0]]):
        ax.plot(p, q, "o" if y else "x", color="C0" if y else "C1", ms=9)
    size = w1 * w1 + w2 * w2  # the line w1·p + w2·q + b = 0
    p, q = -b * w1 / size, -b * w2 / size  # its point nearest to (0, 0)
    ax.axline((p, q), (p + w2, q - w1), ls="--", color="gray")
    ax.set(title=name, xlim=(-0.5, 1.5), ylim=(-0.5, 1.5),
           xlabel="x₁", ylabel="x₂", xticks=(0, 1), yticks=(0, 1))
fig.suptitle("dot: y = 1, cross: y = 0, dashed: the last line")
plt.show()
# --8<-- [end:figure]

assert found["AND"][0].startswith("right"), "the rule learns AND"
assert found["OR"][0].startswith("right"), "the rule learns OR"
assert found["XOR"][0] == "cycles for ever", "the rule never learns XOR"
assert found["AND, no bias"][0] == "cycles for ever", "AND needs a bias"
assert right["XOR"][4] == 0 < right["AND"][4], "no line tried computes XOR"
