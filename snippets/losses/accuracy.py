"""Accuracy is a staircase of the parameters: its slope is zero or missing."""
# --8<-- [start:staircase]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

x = torch.tensor([-2.0, -1.2, -0.4, 0.3, 0.9, 1.6, 2.2, 3.0]).double()
y = torch.tensor([0.0, 0, 1, 0, 0, 1, 1, 1]).double()
biases = torch.linspace(-4.01, 3.99, 401)  # no step of x lies on one
logits = x + biases[:, None]  # one row for each bias, (401, 8)
acc = ((logits > 0) == (y == 1)).float().mean(dim=1)
curve = F.binary_cross_entropy_with_logits(
    logits, y.expand_as(logits), reduction="none").mean(dim=1)
print("values of the accuracy:", acc.unique().tolist())
print("values of the loss:", len(curve.unique()), "at", len(biases), "biases")
print(f"best accuracy {acc.max():.3f},",
      f"where the loss is least {acc[curve.argmin()]:.3f}")
# --8<-- [end:staircase]

# --8<-- [start:figure]
fig, (top, low) = plt.subplots(2, figsize=(4.5, 4.5), layout="constrained")
top.plot(biases, acc)
low.plot(biases, curve)
top.set(xlabel="bias", ylabel="accuracy")
low.set(xlabel="bias", ylabel="cross-entropy")
plt.show()
# --8<-- [end:figure]

# --8<-- [start:no-gradient]
z = torch.tensor([[2.0, 1.0], [0.5, 1.0]], requires_grad=True)
hits = z.argmax(dim=1) == torch.tensor([0, 1])
loss = F.cross_entropy(z, torch.tensor([0, 1]))
print("loss in the graph:", loss.requires_grad)
print("accuracy in the graph:", hits.float().mean().requires_grad)
# --8<-- [end:no-gradient]

# --8<-- [start:confidence]
for p in 0.51, 0.99:
    print(f"p {p}: correct {p > 0.5}, loss {-torch.tensor(p).log():.4f}")
sure = torch.tensor([0.99] * 9 + [0.4])  # one of ten is wrong
timid = torch.tensor([0.51] * 10)  # none is wrong
for name, p in ("sure", sure), ("timid", timid):
    right = (p > 0.5).float().mean()
    print(f"{name:6} accuracy {right:.1f}  loss {-p.log().mean():.3f}")
# --8<-- [end:confidence]
assert len(acc.unique()) == 4, "accuracy takes only 4 values over all biases"
assert len(curve.unique()) == len(biases), "the loss changes with every bias"
assert acc[curve.argmin()] < acc.max(), (
    "the bias with the least loss has less than the best accuracy"
)
assert hits.all(), "both answers are right"
by_hand = F.softplus(torch.tensor([-1.0, -0.5])).mean()
assert torch.isclose(loss, by_hand), (
    "each answer costs softplus of minus its lead; the loss is their mean"
)
assert not hits.float().mean().requires_grad, "argmax leaves the graph"
assert len(sure) == len(timid) == 10, "both nets give ten answers"
assert sure.log().mean() > timid.log().mean(), "the sure net has less loss"
assert (sure > 0.5).sum() < (timid > 0.5).sum(), "the sure net errs more"
