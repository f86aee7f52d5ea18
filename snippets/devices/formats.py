"""The larger a number, the wider the gap to the next; and fewer bits, too."""

# --8<-- [start:table]
import matplotlib.pyplot as plt
import torch

formats = {"float32": torch.float32, "float16": torch.float16,
           "bfloat16": torch.bfloat16}
print("format    bits  gap at 1   largest   smallest")
for name, dtype in formats.items():
    info = torch.finfo(dtype)
    print(f"{name:9} {info.bits}   {info.eps:.1e}    {info.max:.1e}",
          f"  {info.tiny:.1e}")
# --8<-- [end:table]
# --8<-- [start:gaps]
def gap(size, dtype):  # to the next larger number
    w = size.to(dtype)
    return torch.nextafter(w, torch.full_like(w, torch.inf)).double() - size


sizes = 2.0 ** torch.arange(-12, 13, dtype=torch.float64)
fig, ax = plt.subplots(figsize=(4.5, 3.2), layout="constrained")
for (name, dtype), style in zip(formats.items(), ("-", "--", ":")):
    ax.loglog(sizes, gap(sizes, dtype), style, label=name)
ax.axhline(0.001, color="gray", linewidth=1)
ax.text(4000, 0.0017, "a step of 0.001", color="gray", ha="right")
ax.set(xlabel="size of a number", ylabel="gap to the next one")
ax.legend()
plt.show()
# --8<-- [end:gaps]

one = torch.ones((), dtype=torch.float64)
twice = gap(2 * sizes, torch.bfloat16) / gap(sizes, torch.bfloat16)
assert gap(one, torch.bfloat16) == 2**-7, "after 1 comes 1 + 2^-7 in bfloat16"
assert gap(one, torch.float16) == 2**-10, "after 1 comes 1 + 2^-10 in float16"
assert (twice == 2).all(), "at 2 times the size the gap is 2 times as wide"
