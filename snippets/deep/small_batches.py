"""A batch of two says only which is larger, and a batch of one is refused."""

# --8<-- [start:pair]
import torch
from torch import nn

norm = nn.BatchNorm1d(3, affine=False)
pair = norm(torch.tensor([[1.0, 5, 7], [1.1, 900, -8]]))
print(*(f"{value:6.2f}" for value in pair[0]))
print(*(f"{value:6.2f}" for value in pair[1]))
# --8<-- [end:pair]
# --8<-- [start:one]
try:
    norm(torch.ones(1, 3))
except ValueError as error:
    print(error)
# --8<-- [end:one]
# --8<-- [start:noise]
torch.manual_seed(0)
noise = {}
for size in (2, 8, 32, 128):
    x = torch.randn(4000, size, 1).double()  # batches of one feature
    x[:, 0] = 1.0  # whose first sample is always the same
    value = (1.0 - x.mean(1)) / x.std(1, correction=0)  # of that sample
    noise[size] = value.std().item()
    print(f"batches of {size:3}: the value 1 becomes "
          f"{value.mean():.2f} ± {noise[size]:.2f}")
# --8<-- [end:noise]

assert torch.allclose(pair.abs(), torch.ones(2, 3), atol=0.01), "of a batch " \
    "of two only the order is left"
assert all(noise[size] > 1.5 * noise[4 * size] for size in (2, 8, 32)), \
    "in batches four times as large the noise is at most two thirds"
