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
grid = [i / 4 for i in range(-12, 13)]
best = max(sum(int(w1 * p + w2 * q + b > 0) == y
               for (p, q), y in zip(points, tables["XOR"]))
           for w1, w2, b in itertools.product(grid, grid, grid))
print("best line on XOR:", best, "of 4 points")
# --8<-- [end:try]

# --8<-- [start:figure]
fig, axes = plt.subplots(2, 2, figsize=(4.5, 4.4), layout="constrained")
for ax, (name, (verdict, (w1, w2, b))) in zip(axes.flat, found.items()):
    for (p, q), y in zip(points, tables[name[:3].strip(",")]):
        ax.plot(p, q, "o" if y else "x", color="C0" if y else "C1", ms=9)
    if w1 or w2:
        across = [-0.5, 1.5] if w2 else [-b / w1, -b / w1]
        up = [-(w1 * p + b) / w2 for p in across] if w2 else [-0.5, 1.5]
        ax.plot(across, up, "--", color="gray")
    ax.set(title=name, xlim=(-0.5, 1.5), ylim=(-0.5, 1.5),
           xlabel="x₁", ylabel="x₂", xticks=(0, 1), yticks=(0, 1))
plt.show()
# --8<-- [end:figure]

assert found["AND"][0].startswith("right"), "AND is learnt"
assert found["OR"][0].startswith("right"), "OR is learnt"
assert found["XOR"][0] == "cycles for ever", "XOR is never learnt"
assert found["AND, no bias"][0] == "cycles for ever", "AND needs the bias"
assert best == 3, "no line is right on all four XOR points"
