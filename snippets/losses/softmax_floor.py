"""A second softmax floors the loss and starves wrong answers of gradient."""
# --8<-- [start:floor]
import math

import torch
from torch.nn import functional as F

for classes in 2, 10:
    best = torch.zeros(1, classes)
    best[0, 0] = 1.0  # what a softmax can say at most
    right = F.cross_entropy(best, torch.tensor([0]))
    wrong = F.cross_entropy(best, torch.tensor([1]))
    floor = math.log(math.e + classes - 1) - 1
    print(f"{classes:2} classes: right {right:.4f} = {floor:.4f}",
          f" wrong {wrong:.4f}")
# --8<-- [end:floor]

# --8<-- [start:stuck]
logits = torch.zeros(1, 10, dtype=torch.float64)
logits[0, 0] = 20.0  # sure of class 0; the target is class 1
logits.requires_grad_()
y = torch.tensor([1])
once = F.cross_entropy(logits, y)
twice = F.cross_entropy(logits.softmax(dim=1), y)
for name, loss in ("once", once), ("twice", twice):
    (slope,) = torch.autograd.grad(loss, logits)
    print(f"{name:5}  gradient at the true class {slope[0, 1]:.1e}")
exact = torch.autograd.gradcheck(
    lambda z: F.cross_entropy(z.softmax(dim=1), y),
    best.double().requires_grad_())  # where the slope is not tiny
print("yet twice has exact gradients:", exact)
# --8<-- [end:stuck]

# --8<-- [start:axis]
logits, y = torch.zeros(64, 10), torch.arange(64) % 10  # an untrained net
for dim in 1, 0:
    print(f"dim={dim}: {F.nll_loss(logits.log_softmax(dim=dim), y):.4f}")
print(f"ln 10 = {math.log(10):.4f}  ln {len(y)} = {math.log(len(y)):.4f}")
# --8<-- [end:axis]
assert abs(wrong - right - 1) < 1e-5, "a wrong answer costs exactly 1 more"
assert abs(right - floor) < 1e-5, "the floor is ln(e + K − 1) − 1"
assert slope[0, 1].abs() < 1e-7, (
    "with two softmaxes a sure and wrong answer gets almost no gradient"
)
first = F.nll_loss(logits.log_softmax(dim=0), y)
assert abs(first - math.log(64)) < 1e-4, (
    "along the wrong axis the first loss is ln of the batch size"
)
assert exact, "gradcheck finds the gradients of the double softmax exact"
