"""Softmax and log by hand give −inf and NaN; the fused loss does not."""
# --8<-- [start:softmax]
import torch
from torch.nn import functional as F

logits = torch.tensor([[1000.0, 0.0]], requires_grad=True)
y = torch.tensor([1])
p = logits.exp() / logits.exp().sum()
print("exp / sum", p.tolist()[0])
for name, log_p in (("log(softmax)", logits.softmax(dim=1).log()),
                    ("log_softmax", logits.log_softmax(dim=1))):
    loss = F.nll_loss(log_p, y)
    (slope,) = torch.autograd.grad(loss, logits)
    print(f"{name:12}  loss {loss:6.1f}  gradient {slope[0].tolist()}")
for gap in 80.0, 104.0:
    p = torch.tensor([gap, 0.0]).softmax(dim=0)
    print(f"gap {gap:.0f}: log(softmax) {p.log()[1]:.1f}")
# --8<-- [end:softmax]

# --8<-- [start:sigmoid]
z = torch.tensor([-200.0, -40.0, 20.0], requires_grad=True)
y = torch.tensor([1.0, 1.0, 0.0])  # all three answers are sure and wrong
pulls = {}
for name, loss in (
        ("BCELoss", F.binary_cross_entropy(
            torch.sigmoid(z), y, reduction="none")),
        ("BCEWithLogitsLoss", F.binary_cross_entropy_with_logits(
            z, y, reduction="none"))):
    (slope,) = torch.autograd.grad(loss.sum(), z)
    pulls[name] = slope.abs().tolist()
    print(f"{name:17}  loss", *[f"{value:.1f}" for value in loss.tolist()],
          "  |slope|", *[f"{pull:.0e}" for pull in pulls[name]])
# --8<-- [end:sigmoid]
assert p.log()[1] == -torch.inf, "a gap of 104 is too wide for float32"
assert max(pulls["BCELoss"]) < 1e-5, (
    "with BCELoss a sure and wrong answer gets a slope below 1e-5 in size"
)
assert min(pulls["BCEWithLogitsLoss"]) > 0.999, (
    "from logits a sure and wrong answer gets a slope of almost 1 or −1"
)
