"""Four losses and an axis that run, say nothing, and are wrong."""

# --8<-- [start:column]
import torch
from torch.nn import functional as F

target = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
pred = target[:, None]  # (5, 1), all right
for p in pred, pred.squeeze(1):  # wrong, right
    errors = p - target
    print(tuple(errors.shape), errors.square().mean().item())
# --8<-- [end:column]

# --8<-- [start:twice]
y = torch.arange(10)
logits = 100.0 * F.one_hot(y)  # sure and right
twice = F.cross_entropy(logits.softmax(1), y)  # wrong
once = F.cross_entropy(logits, y)  # right
print(f"{twice:.4f} {once:.4f}")
# --8<-- [end:twice]

# --8<-- [start:axis]
logits = torch.tensor([[5.0, 1, 0], [4, 0, 1], [0, 3, 2]])
for dim in 0, 1:
    sums = logits.softmax(dim).sum(1)  # of each row
    print([f"{s:.2f}" for s in sums.tolist()])
    print(logits.argmax(dim).tolist())
# --8<-- [end:axis]

# --8<-- [start:negative]
y = torch.tensor([0, 0, 1])
negative = F.nll_loss(logits.softmax(1), y)  # wrong
positive = F.nll_loss(logits.log_softmax(1), y)  # right
print(f"{negative:.2f} {positive:.2f}")
# --8<-- [end:negative]

# --8<-- [start:one-output]
score, y = torch.tensor([[3.0], [-2.0]]), torch.tensor([0, 0])
alone = F.cross_entropy(score, y)  # wrong: a softmax of one
two = F.binary_cross_entropy_with_logits(score[:, 0], y.float())
print(f"{alone:.2f} {two:.2f}")  # right: the second
# --8<-- [end:one-output]
assert errors.eq(0).all(), "of one shape, right answers cost nothing"
assert twice > 1.4 > 0.1 > once, "softmax twice has a floor"
assert abs(sums - 1).max() < 1e-6, "over dim 1 each row adds up to 1"
assert negative < 0 < positive, "nll_loss wants logarithms"
assert alone == 0 < two, "a softmax of one score is 1, right or wrong"
