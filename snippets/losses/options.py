"""Label smoothing lifts the floor; weights and ignore_index change a mean."""
# --8<-- [start:smoothing]
import torch
from torch.nn import functional as F

target = torch.full((10,), 0.1 / 10)
target[3] += 0.9  # 0.91 for the true class, 0.01 for the nine others
perfect = target.log().unsqueeze(0)  # logits whose softmax is the target
loss = F.cross_entropy(perfect, torch.tensor([3]), label_smoothing=0.1)
print(f"smoothed {loss:.4f}, entropy of its target", end=" ")
print(f"{-(target * target.log()).sum():.4f}")
# --8<-- [end:smoothing]

# --8<-- [start:weights]
generator = torch.Generator().manual_seed(0)
logits = torch.randn(4, 3, generator=generator)
y = torch.tensor([0, 0, 1, 2])
weight = torch.tensor([1.0, 2.0, 2.0])
each = F.cross_entropy(logits, y, reduction="none")  # (4,)
by_torch = F.cross_entropy(logits, y, weight=weight)
total = (weight[y] * each).sum()
weighted = total / weight[y].sum()
print(f"torch {by_torch:.4f}  by the weights {weighted:.4f}", end="  ")
print(f"by the samples {total / 4:.4f}")

y[1] = -100  # the default ignore_index: padding, unlabelled pixels
kept = each[[0, 2, 3]].mean()
print(f"one ignored {F.cross_entropy(logits, y):.4f}", end="  ")
print(f"mean of the other three {kept:.4f}")
# --8<-- [end:weights]

# --8<-- [start:hinge]
scores = torch.tensor([[2.0, 1.5, 0.6]])  # the true class is 0
hinge = F.multi_margin_loss(scores, torch.tensor([0]))
print(f"hinge {hinge:.4f} = (max(0, 1 − 2.0 + 1.5) + 0) / 3")
# --8<-- [end:hinge]
entropy = -(target * target.log()).sum()
assert torch.isclose(loss, entropy), "the least loss is the target's entropy"
assert torch.isclose(by_torch, weighted), (
    "PyTorch divides the weighted sum by the sum of the weights"
)
assert torch.isclose(F.cross_entropy(logits, y), kept), (
    "with one sample ignored the loss is the mean of the other three"
)
assert torch.isclose(hinge, torch.tensor(0.5 / 3)), (
    "by hand the hinge loss is 0.5 / 3"
)
