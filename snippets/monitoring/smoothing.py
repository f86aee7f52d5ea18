"""A smoothed curve comes late, and hides what is short."""

# --8<-- [start:hand]
def smooth(values, s):
    mean, shown = 0, []
    for t, value in enumerate(values, start=1):
        mean = s * mean + (1 - s) * value
        shown.append(mean / (1 - s**t))
    return shown


print("shown:", *smooth([2, 2, 9], s=0.5))
print("shown:", *smooth([1, 1, 8], s=0.5))
# --8<-- [end:hand]
# --8<-- [start:late]
s = 0.9
ramp = smooth(range(500), s)
late = 499 - ramp[-1]
spike = smooth([0] * 300 + [10] + [0] * 10, s)
fall = smooth([1] * 300 + [0] * 30, s)[300:]
half = 1 + sum(value > 0.5 for value in fall)
print(f"a line is shown {late:.0f} steps late")
print(f"a spike of 10 in one step shows {max(spike):.1f}")
print(f"a fall is half shown after {half} steps")
# --8<-- [end:late]
# --8<-- [start:figure]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
loss = [1.0] * 40 + [0.5] * 40  # a better rate from step 40 on
raw = (torch.tensor(loss) + 0.08 * torch.randn(80)).tolist()
raw[20] += 2  # a spike at step 20
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
ax.plot(raw, color="gray", lw=0.8, label="raw")
ax.plot(smooth(raw, 0.6), "--", color="C0", label="s = 0.6")
ax.plot(smooth(raw, s), "-", color="C1", label=f"s = {s}")
ax.set(xlabel="step", ylabel="loss")
ax.legend()
plt.show()
# --8<-- [end:figure]

assert smooth([2, 2, 9], 0.5) == [2, 2, 6], "2, 2, 9 are shown as 2, 2, 6"
assert abs(late - s / (1 - s)) < 1e-6, "a line is shown s / (1 - s) steps late"
assert abs(max(spike) - 10 * (1 - s)) < 1e-6, \
    "of a spike in one step a share of 1 - s is shown"
assert half == 7, "with s = 0.9 a fall is half shown after 7 steps"
