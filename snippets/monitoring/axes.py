"""The same losses look finished, steady or steep: the axis decides."""

# --8<-- [start:axes]
import math

import matplotlib.pyplot as plt

halved = [0.5**epoch for epoch in range(10)]
flat = [0.500, 0.496, 0.494, 0.492, 0.491]


def part(first, last, low, high):  # of the axis that a fall fills
    return (first - last) / (high - low)


logs = [math.log(value) for value in halved]
filled = {"from 0": part(halved[4], halved[9], 0, 1),
          "log scale": part(logs[4], logs[9], logs[9], logs[0]),
          "from 0 to 0.6": part(flat[0], flat[4], 0, 0.6),
          "cut": part(flat[0], flat[4], 0.49, 0.502)}
for axis, share in filled.items():
    print(f"{axis:13} the fall fills {share:4.0%} of the height")
# --8<-- [end:axes]
# --8<-- [start:figure]
fig, axes = plt.subplots(2, 2, figsize=(4.5, 4), layout="constrained")
for ax, axis, loss in zip(axes.flat, filled, [halved, halved, flat, flat]):
    ax.plot(loss, "o-", color="C0", markersize=3)
    ax.set(title=axis, xlabel="epoch", ylabel="loss")
axes[0, 0].set_ylim(0, 1.05)
axes[0, 1].set_yscale("log")
axes[1, 0].set_ylim(0, 0.6)
axes[1, 1].set_ylim(0.49, 0.502)
plt.show()
# --8<-- [end:figure]

assert filled["from 0"] < 0.1 and filled["log scale"] > 0.5, \
    "five halvings fill little of an axis from 0, half of a log scale"
assert filled["cut"] > 10 * filled["from 0 to 0.6"], \
    "a cut axis makes the same fall over ten times as high"
