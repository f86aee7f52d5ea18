"""A Hopfield net recalls what is unlike, and confuses what is alike."""

# --8<-- [start:net]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits

device = "cuda" if torch.cuda.is_available() else "cpu"


def store(patterns):  # (number, 64), of -1 and 1
    W = patterns.T @ patterns
    return W.fill_diagonal_(0)  # no unit listens to itself


def recall(W, state, sweeps=10):  # (rows, 64), in place
    for sweep in range(sweeps):
        for unit in range(64):  # one after the other
            told = state @ W[unit]  # whole numbers, so -0.5 parts them
            state[:, unit] = torch.where(told < -0.5, -1.0, 1.0)
    return state


def spoil(patterns, flips=6):
    chosen = torch.rand(patterns.shape).argsort(1).to(device) < flips
    return torch.where(chosen, -patterns, patterns)
# --8<-- [end:net]
# --8<-- [start:count]
torch.manual_seed(0)
ink = torch.tensor(load_digits().data[:10] > 7).to(device)
digits = torch.where(ink, 1.0, -1.0)  # ten images, 0 to 9
noise = torch.where(torch.rand(10, 64).to(device) < 0.5, -1.0, 1.0)
share, alike = {}, {}
for name, patterns in (("noise", noise), ("digits", digits)):
    overlap = (patterns @ patterns.T).fill_diagonal_(0) / 64
    alike[name] = overlap.abs().sum().item() / 90  # of ten with nine
    print(f"{name}: mean overlap of two {alike[name]:.1f}")
    for number in (3, 5):
        wanted = patterns[:number].repeat(40, 1)
        found = recall(store(patterns[:number]), spoil(wanted))
        right = int((found == wanted).all(1).sum())
        share[name, number] = right / len(wanted)
        print(f"{number} stored: {right:3} of {len(wanted)} come back")
# --8<-- [end:count]
# --8<-- [start:figure]
spoilt = spoil(digits[:3])
fig, axes = plt.subplots(3, 3, figsize=(4.5, 3.2))
rows = digits[:3], spoilt, recall(store(digits[:3]), spoilt.clone())
for name, row, images in zip(("stored", "spoilt", "recalled"), axes, rows):
    row[0].set_ylabel(name)
    for ax, image in zip(row, images.view(3, 8, 8).tolist()):
        ax.imshow(image, cmap="gray_r")
        ax.set(xticks=[], yticks=[])
plt.show()
# --8<-- [end:figure]

assert share["noise", 5] > 0.8, "of five patterns of noise most come back"
assert share["digits", 3] > 0.5, "of three digits more than half come back"
assert share["digits", 5] < 0.1, "of five digits next to none comes back"
assert alike["noise"] < 0.2 < alike["digits"], "digits are alike, noise is not"
