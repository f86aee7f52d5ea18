"""ReLU has slope 1 or 0, and what it is at 0 depends on how it is written."""

# --8<-- [start:table]
import torch
import torch.nn.functional as F
from torch import nn

x = torch.linspace(-1, 1, 10)
y = torch.relu(x)
print([round(value, 2) for value in y.tolist()])
print("function and module agree:", y.equal(F.relu(x)), y.equal(nn.ReLU()(x)))
# --8<-- [end:table]

# --8<-- [start:off]
torch.manual_seed(0)
z = torch.randn(100_000)
off = (torch.relu(z) == 0).float().mean().item()
shifted = (torch.relu(z + 1) == 0).float().mean().item()
print(f"zeros: N(0, 1) {off:.2f}, N(1, 1) {shifted:.2f}")
# --8<-- [end:off]

# --8<-- [start:kink]
zero = torch.zeros(1)
spellings = {
    "torch.relu(x)": torch.relu,
    "x.clamp(min=0)": lambda x: x.clamp(min=0),
    "torch.maximum(x, 0)": lambda x: torch.maximum(x, zero),
    "stack([x, 0]).max(0)": lambda x: torch.stack([x, zero]).max(0).values,
    "(x + |x|) / 2": lambda x: (x + x.abs()) / 2,
    "(x + sqrt(x * x)) / 2": lambda x: (x + (x * x).sqrt()) / 2,
    "x * (x > 0)": lambda x: x * (x > 0),
    "x * (x >= 0)": lambda x: x * (x >= 0),
}
slopes = {}
for spelling, f in spellings.items():
    x = torch.zeros(1, requires_grad=True)
    f(x).backward()
    slopes[spelling] = x.grad.item()
pick = slopes.pop("x.clamp(min=0)")  # changed with the version of torch
for spelling, slope in slopes.items():
    print(f"{spelling:22} {slope}")
print("x.clamp(min=0) picks one of these:", pick in slopes.values())
# --8<-- [end:kink]

assert off == (z <= 0).float().mean().item(), "a unit is off " \
    "exactly where its sum is not positive"
assert abs(off - 0.5) < 0.02, "half of the units are off for N(0, 1)"
assert abs(shifted - 0.159) < 0.02, "only about 16 % are off for N(1, 1)"
assert slopes["torch.relu(x)"] == 0, "PyTorch's slope of ReLU at 0 is 0"
answers = {str(value) for value in slopes.values()}
assert answers == {"0.0", "0.5", "1.0", "nan"}, "the slope at 0 has " \
    "four answers, by the spelling"
near = torch.tensor([-3.0, -0.5, 0.0, 0.5, 3.0]).split(1)
values = [[f(part).item() for part in near] for f in spellings.values()]
assert values == [[0, 0, 0, 0.5, 3]] * 8, "eight spellings have one value"
assert pick in (0, 1), "the slope of clamp at 0 is 0 or 1"
