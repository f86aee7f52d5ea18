"""Softmax depends on the differences of its inputs, and on nothing else."""
# --8<-- [start:gaps]
import torch

for z in [0.1, 0.2], [1, 2], [10, 11], [0, 5], [0, 104]:
    p = torch.tensor(z, dtype=torch.float32).softmax(dim=0)
    print(f"{z!s:10} → {p[0]:.4f} {p[1]:.4f}")
# --8<-- [end:gaps]

# --8<-- [start:temperature]
logits = torch.tensor([3.0, 2.0, 0.0])
for t in 0.5, 1, 10:
    p = (logits / t).softmax(dim=0)
    print(f"temperature {t:4}", " ".join(f"{v:.3f}" for v in p))
# --8<-- [end:temperature]

# --8<-- [start:two-classes]
z = torch.tensor([-2.0, 0.0, 3.0])
pairs = torch.stack([z, torch.zeros(3)], dim=1)  # (3, 2)
for name, values in (("sigmoid(z)", torch.sigmoid(z)),
                     ("softmax([z, 0])[0]", pairs.softmax(dim=1)[:, 0])):
    print(f"{name:18}", " ".join(f"{v:.4f}" for v in values))
# --8<-- [end:two-classes]
shifted = (logits + 100).softmax(0)
assert torch.allclose(shifted, logits.softmax(0)), (
    "adding 100 to every input does not change softmax"
)
plain = logits.softmax(0)
lead = (plain[0] + plain[1]) * torch.tanh((logits[0] - logits[1]) / 2)
assert torch.isclose(plain[0] - plain[1], lead), (
    "a lead is the sum of two probabilities times tanh of half the gap"
)
same = torch.allclose(values, z.sigmoid())
assert same, "sigmoid is the softmax of two classes"
assert p.max() < plain.max() - 0.2, (
    "temperature 10 takes more than 0.2 off the largest probability"
)
