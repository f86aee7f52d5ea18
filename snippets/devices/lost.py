"""Whether an update is lost follows from its size and that of the weight."""

# --8<-- [start:lost]
import torch

formats = {"bfloat16": (torch.bfloat16, 8),  # significant bits
           "float16": (torch.float16, 11)}
torch.manual_seed(0)
found = {}
print("lost      below half a gap  above")
for name, (dtype, p) in formats.items():
    w = (0.1 + torch.rand(10_000)).to(dtype)
    above = torch.frexp(w).exponent  # 2^above is the next power of two
    gap = 2.0 ** (above - p).double()
    step = (gap * 2 ** (6 * torch.rand(10_000) - 3)).to(dtype)
    stays = w + step == w
    small = step.double() < gap / 2
    tie = step.double() == gap / 2  # goes to the even neighbour
    found[name] = [stays[small], stays[~small & ~tie]]
    of = [f"{lost.sum()} of {len(lost)}" for lost in found[name]]
    print(f"{name:8}  {of[0]:16}  {of[1]}")
# --8<-- [end:lost]

for name in ("bfloat16", "float16"):
    below, over = found[name]
    assert below.all(), "each update below half a gap is lost"
    assert not over.any(), "none above half a gap is lost"
