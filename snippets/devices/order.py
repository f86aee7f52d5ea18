"""The order of a sum changes its last digits."""

# --8<-- [start:order]
import torch

big, one = torch.tensor([1e8, 1.0])
first, last = (big + one) - big, (big - big) + one
print("(1e8 + 1) - 1e8 =", first.item(), "  (1e8 - 1e8) + 1 =", last.item())
torch.manual_seed(0)
x = torch.randn(10_000) * 10 ** (3 * torch.rand(10_000))
sums = torch.stack([x[torch.randperm(len(x))].sum() for _ in range(100)])
kinds, spread = len(sums.unique()), sums.max() - sums.min()
print("one sum in 100 orders, more than 3 results:", kinds > 3)
close = spread < 1e-6 * x.abs().sum()
print("all within a millionth of what was added:", close.item())
# --8<-- [end:order]

assert first == 0 and last == 1, "in float32 (1e8 + 1) - 1e8 is 0"
assert kinds > 3, "100 orders of one sum give more than 3 results"
assert close, "they lie within 1e-6 of what was added"
