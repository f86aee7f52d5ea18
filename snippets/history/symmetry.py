"""A net of 1986, trained from forty starts, finds two families of weights."""

# --8<-- [start:task]
from itertools import product

import matplotlib.pyplot as plt
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x = torch.tensor(list(product((0.0, 1.0), repeat=6))).double()
x = x.to(device)  # (64, 6)
y = (x == x.flip(1)).all(1, keepdim=True).double()  # (64, 1)
# --8<-- [end:task]
# --8<-- [start:train]
def train(steps=1425, lr=0.1, momentum=0.9, nets=40):
    W, b, v, c = (torch.rand(nets, *shape).double().to(device) * 0.6 - 0.3
                  for shape in ((6, 2), (1, 2), (2, 1), (1, 1)))
    speed = [torch.zeros_like(number) for number in (W, b, v, c)]
    for step in range(steps):  # a sweep over all rows
        h = (x @ W + b).sigmoid()  # (nets, 64, 2)
        out = (h @ v + c).sigmoid()  # (nets, 64, 1)
        d_out = (out - y) * out * (1 - out)  # squared error, then slope
        d_h = d_out @ v.mT * h * (1 - h)
        slopes = x.T @ d_h, d_h.sum(1, True), h.mT @ d_out, d_out.sum(1, True)
        for number, s, slope in zip((W, b, v, c), speed, slopes):
            number += s.mul_(momentum).sub_(lr * slope)
    return W, ((out > 0.5) == (y > 0.5)).flatten(1).all(1)
# --8<-- [end:train]
# --8<-- [start:compare]
W, learnt = train()
W = W[learnt].cpu()  # (nets that learnt, 6, 2)
size = W.abs().amax(1)  # (nets that learnt, 2)
mirror = ((W + W.flip(1)).abs().amax(1) / size).max()
half = W[:, :3, 0].abs().sort(1).values / size[:, :1]
ratios = [tuple(row) for row in (4 * half).round().int().tolist()]
print("learnt by", len(W), "of 40 nets; ratios", *sorted(set(ratios)))
print("mirrored weights opposite, but for 1 %:", bool(mirror < 0.01))
# --8<-- [end:compare]
# --8<-- [start:figure]
fig, axes = plt.subplots(1, 2, figsize=(4.5, 2.6), sharey=True,
                         layout="constrained")
for ax, ratio in zip(axes, ((1, 2, 4), (2, 3, 4))):
    w = W[ratios.index(ratio)].T.tolist()  # the first of its family
    ax.bar(range(1, 7), w[0], 0.6, fill=False, ec="C0", label="unit 1")
    ax.plot(range(1, 7), w[1], "o", color="C1", label="unit 2")
    ax.set(title="{}:{}:{}".format(*ratio), xlabel="lamp", xticks=range(1, 7))
axes[0].set_ylabel("weight")
handles, names = axes[0].get_legend_handles_labels()
fig.legend(handles, names, loc="outside lower center", ncols=2)
plt.show()
# --8<-- [end:figure]

assert len(W) < 25, "many of the 40 nets do not learn all 64 rows"
assert mirror < 0.01, "in each of them mirrored weights are opposite, but " \
    "for 1 %"
assert set(ratios) == {(1, 2, 4), (2, 3, 4)}, "their weights are in the " \
    "ratios 1:2:4 and 2:3:4, and in no other"
