"""Parity needs only n units in one layer; folding does need depth."""

# --8<-- [start:parity]
import torch

n = 10
bits = torch.cartesian_prod(*[torch.tensor([0, 1])] * n)  # (2ⁿ, n)
units = torch.relu(bits.sum(1, keepdim=True) - torch.arange(n))  # (2ⁿ, n)
w = torch.tensor([1, -2, 2, -2, 2, -2, 2, -2, 2, -2])
right = units @ w == bits.sum(1) % 2
print(n, "ReLU units, one hidden layer:",
      right.sum().item(), "of", len(bits), "patterns right")
# --8<-- [end:parity]

# --8<-- [start:folds]
x = torch.linspace(0, 1, 2**12 + 1, dtype=torch.float64)


def pieces(y):
    slope = y.diff() / x.diff()
    return 1 + (slope.diff().abs() > 1e-6).sum().item()


y = x
for layer in range(1, 7):  # each layer: two units and a fold
    y = 2 * torch.relu(y) - 4 * torch.relu(y - 0.5)
    print(f"{layer} layers, {2 * layer:2} units: {pieces(y):2} pieces,"
          f" one hidden layer: at most {2 * layer + 1}")
# --8<-- [end:folds]

# --8<-- [start:counts]
def count(*sizes):
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))


print("784-10000-10:      ", f"{count(784, 10_000, 10):,} parameters")
print("784-100-100-10:    ", f"{count(784, 100, 100, 10):,}")
print("784-100-100-100-10:", f"{count(784, 100, 100, 100, 10):,}")
# --8<-- [end:counts]

assert len(bits.unique(dim=0)) == 2**n, "the 1024 patterns all differ"
assert right.all(), "ten units compute ten-bit parity exactly"
assert pieces(y) == 64, "six folds make 2⁶ = 64 straight pieces"
