"""A small batch moves many bytes for few products."""

# --8<-- [start:count]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

sizes = (784, 200, 200, 10)
layers = [nn.Linear(a, b, device="meta") for a, b in zip(sizes, sizes[1:])]


def intensity(batch):  # products and sums for each byte that is moved
    h, moved = torch.zeros(batch, sizes[0], device="meta"), 0
    with FlopCounterMode(display=False) as flops:
        for layer in layers:
            z = layer(h)
            touched = (h, layer.weight, layer.bias, z)
            moved += sum(t.numel() * t.element_size() for t in touched)
            h = z.relu()
    return flops.get_total_flops() / moved
# --8<-- [end:count]
# --8<-- [start:roofline]
peak, memory = 67e12, 3.35e12  # a data sheet: operations, bytes a second
batches = [2**k for k in range(13)]
found = {batch: intensity(batch) for batch in batches}
at_most = {batch: min(1, found[batch] * memory / peak) for batch in batches}
print("batch  operations a byte  of the peak")
for batch in (1, 16, 64, 4096):
    print(f"{batch:5,} {found[batch]:18.1f} {at_most[batch]:12.1%}")
fig, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
ax.loglog(batches, list(at_most.values()), "o-")
ax.set(xlabel="batch", ylabel="at most this share of the peak",
       ylim=(0.01, 1.5))
plt.show()
# --8<-- [end:roofline]

assert at_most[1] < 0.03, "one sample at a time can use under 0.03 of the peak"
assert at_most[64] == 1, "with 64 samples memory is not the limit"
