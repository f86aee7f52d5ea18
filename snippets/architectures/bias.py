"""An untrained MLP has preferences: few functions take most of the nets."""

# --8<-- [start:count]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
nets, units = 10_000, 16
bits = torch.cartesian_prod(*[torch.arange(2.0)] * 3).double()  # (8, 3)
W = torch.randn(nets, 3, units).double()
b, v = torch.randn(nets, 1, units).double(), torch.randn(nets, units).double()
c = torch.randn(nets, 1).double()
hidden = (bits @ W + b).relu()  # (nets, 8, units)
answers = (hidden @ v[:, :, None])[:, :, 0] + c > 0  # (nets, 8): yes or no
numbers = (answers * 2 ** torch.arange(8)).sum(1)  # 0 to 255
counts = torch.bincount(numbers, minlength=256)
constant = counts[0] + counts[255]  # always no, always yes
odd = (bits.sum(1) % 2 == 1)
parity = (odd * 2 ** torch.arange(8)).sum()
print("functions of three bits:", len(counts))
print(f"share of the two constants: {constant / nets:.0%}")
print(f"equal share: {nets / 256:.0f} nets")
print("nets that compute parity:", counts[parity].item())
print("functions that no net computes:", (counts == 0).sum().item())
# --8<-- [end:count]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
most = counts[counts > 0].sort(descending=True).values
ax.semilogy(most, color="C0", label="untrained nets")
ax.axhline(nets / 256, color="gray", linestyle="--", label="equal shares")
ax.set(xlabel="functions, the most frequent first",
       ylabel="nets (log scale)", xlim=(0, 256))
ax.legend()
plt.show()
# --8<-- [end:figure]

assert constant > 0.3 * nets, "two constant functions of 256 take over " \
    "30% of the untrained nets"
assert counts[parity] < nets / 256 / 10, "parity gets under a tenth of an " \
    "equal share"

