"""A two-layer backward pass by hand equals autograd, for four last layers."""
# --8<-- [start:derivation]
import torch
import torch.nn.functional as F

torch.manual_seed(0)
x, y = torch.randn(8, 3).double(), torch.rand(8, 1).double()
W1, b1 = torch.randn(4, 3).double(), torch.randn(4).double()
W2, b2 = torch.randn(1, 4).double(), torch.randn(1).double()
for p in (W1, b1, W2, b2):
    p.requires_grad_()

a1 = (x @ W1.T + b1).sigmoid()  # (8, 4)
a2 = (a1 @ W2.T + b2).sigmoid()  # (8, 1)
C = (a2 - y).square().sum() / (2 * len(x))
auto = torch.autograd.grad(C, (W1, b1, W2, b2))
with torch.no_grad():
    d2 = (a2 - y) / len(x) * a2 * (1 - a2)  # (8, 1)
    d1 = (d2 @ W2) * a1 * (1 - a1)  # (8, 4)
    hand = (d1.T @ x, d1.sum(0), d2.T @ a1, d2.sum(0))
worst = max((h - g).abs().max() for h, g in zip(hand, auto))
print("by hand equals autograd to 1e-12:", bool(worst < 1e-12))
# --8<-- [end:derivation]
# --8<-- [start:pairs]
z = torch.randn(8, 5, dtype=torch.float64, requires_grad=True)
t = torch.rand(8, 5).double()  # targets between 0 and 1
c = torch.randint(5, (8,))  # class numbers
pairs = {  # cost of z, delta by the formula, both summed over the batch
    "identity, half squared": ((z - t).square().sum() / 2, z - t),
    "sigmoid, half squared": (
        (z.sigmoid() - t).square().sum() / 2,
        (z.sigmoid() - t) * z.sigmoid() * (1 - z.sigmoid()),
    ),
    "sigmoid, cross-entropy": (
        F.binary_cross_entropy_with_logits(z, t, reduction="sum"),
        z.sigmoid() - t,
    ),
    "softmax, cross-entropy": (
        F.cross_entropy(z, c, reduction="sum"),
        z.softmax(1) - F.one_hot(c, 5),
    ),
}
gaps = {}
for name, (cost, delta) in pairs.items():
    (auto,) = torch.autograd.grad(cost, z)
    gaps[name] = (auto - delta).abs().max().item()
    print(f"{name}: {gaps[name] < 1e-12}")
# --8<-- [end:pairs]

assert worst < 1e-12, "the two-layer formulas are exact"
assert max(gaps.values()) < 1e-12, "all four output deltas are exact"
