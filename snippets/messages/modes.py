"""Training mode and evaluation mode: dropout and batch norm."""

# --8<-- [start:forgotten]
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
drop, x = nn.Dropout(0.5), torch.ones(100)
print(drop(x).equal(drop(x)))  # wrong: still training
drop.eval()
print(drop(x).equal(drop(x)))  # right
# --8<-- [end:forgotten]


# --8<-- [start:functional]
class Net(nn.Module):
    def forward(self, x, right):
        if right:
            return F.dropout(x, training=self.training)
        return F.dropout(x)  # wrong: always drops


net = Net().eval()
zeros = [net(x, right).eq(0).any().item() for right in (0, 1)]
print(zeros)
# --8<-- [end:functional]

# --8<-- [start:validation]
y = torch.arange(10).repeat(50)
logits = 5 * F.one_hot(y).float()  # a good net's scores
training = F.cross_entropy(drop.train()(logits), y)
validation = F.cross_entropy(drop.eval()(logits), y)
print(f"{training:.2f} {validation:.2f}")  # the same data
# --8<-- [end:validation]

# --8<-- [start:statistics]
norm, x = nn.BatchNorm1d(1), torch.tensor([[90.0], [110.0]])
norm(x)  # one step of training
early = norm.eval()(x).mean().item()  # wrong: too early
norm.train()
for step in range(40):
    norm(x)  # right: more batches, no training needed
late = norm.eval()(x).mean().item()
print(f"{early:.3f} {late:.3f}")
# --8<-- [end:statistics]

# --8<-- [start:frozen]
norm = nn.BatchNorm1d(1).requires_grad_(False)
norm(x)  # wrong: frozen, and still counting
moved = norm.running_mean.item()
norm.eval()(x)  # right
print(moved, norm.running_mean.item())
# --8<-- [end:frozen]
assert zeros == [True, False], "F.dropout must be told the mode"
assert training > 2 * validation, "dropout makes the training loss larger"
assert abs(late) < 0.1 < abs(early), "statistics need many batches"
