"""A network is a function from numbers to numbers, layer by layer."""

# --8<-- [start:function]
import matplotlib.pyplot as plt
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3))

x = torch.randn(2, 4)  # (samples, numbers that describe one sample)
logits = net(x)  # the scores
print(tuple(x.shape), "->", tuple(logits.shape))
print("numbers it learns:", sum(p.numel() for p in net.parameters()))
# --8<-- [end:function]
# --8<-- [start:picture]
sizes = [4, 5, 3]
names = ["input\n4 numbers", "hidden layer\n5 units", "output\n3 scores"]
_, plot = plt.subplots(figsize=(4.5, 2.9), layout="constrained")
for k, size in enumerate(sizes):
    for i in range(size):
        for j in range(sizes[k - 1] if k else 0):
            ends = [(sizes[k - 1] - 1) / 2 - j, (size - 1) / 2 - i]
            plot.plot([k - 1, k], ends, "-", color="gray", lw=0.6, zorder=0)
    heights = [(size - 1) / 2 - i for i in range(size)]
    plot.plot([k] * size, heights, "o", color=f"C{k}", markersize=16)
    plot.text(k, -3.3, names[k], ha="center", va="center")
plot.set(xlim=(-0.4, 2.4), ylim=(-4, 2.5))
plot.axis("off")
plt.show()
# --8<-- [end:picture]
assert logits.shape == (2, 3), "rows of inputs become rows of outputs"
hidden = (x @ net[0].weight.T + net[0].bias).clamp(min=0)
by_hand = hidden @ net[2].weight.T + net[2].bias
assert torch.allclose(logits, by_hand, atol=1e-6), \
    "hidden units add up, add a bias and bend; the scores add up again"
assert torch.equal(net(x), net(x)), "the same input gives the same output"
