"""BCE is −log of a likelihood, and so are MSE and cross-entropy."""
# --8<-- [start:table]
import math

import torch
from torch.distributions import Bernoulli, Categorical, Normal
from torch.nn import functional as F

y = torch.tensor([0.0, 1, 1, 0, 1, 0, 1, 0, 1, 0])
p = torch.tensor([0.9, 0.7, 0.9, 0.2, 0.5, 0.5, 0.1, 0.01, 0.99, 0.6])
loss = -(y * p.log() + (1 - y) * (1 - p).log())  # (10,)
for row in zip(y, p, loss):
    print("y {:.0f}  p {:.2f}  loss {:.4f}".format(*row))
print(f"mean {loss.mean():.4f}  torch {F.binary_cross_entropy(p, y):.4f}")
# --8<-- [end:table]

# --8<-- [start:logits]
logits = torch.logit(p).requires_grad_()  # so that sigmoid(logits) is p
bce = F.binary_cross_entropy_with_logits(logits, y)
(slope,) = torch.autograd.grad(bce, logits)
print(f"from logits {bce:.4f}")
print("gradient is (p − y) / 10:", torch.allclose(slope, (p - y) / 10))
# --8<-- [end:logits]

# --8<-- [start:three]
generator = torch.Generator().manual_seed(0)
z = torch.randn(5, generator=generator)  # (samples,)
logits = torch.randn(5, 3, generator=generator)  # (samples, classes)
size, yes = torch.tensor([0.5, -1, 2, 3, 1]), torch.tensor([1.0, 0, 0, 1, 1])
kind = torch.tensor([0, 2, 1, 1, 0])

gauss = -Normal(z, 1.0).log_prob(size).mean()
half_mse = F.mse_loss(z, size) / 2 + math.log(2 * math.pi) / 2
bernoulli = -Bernoulli(logits=z).log_prob(yes).mean()
bce = F.binary_cross_entropy_with_logits(z, yes)
categorical = -Categorical(logits=logits).log_prob(kind).mean()
ce = F.cross_entropy(logits, kind)
print(f"Gaussian     {gauss:.4f}  MSE / 2 + ln(2π) / 2  {half_mse:.4f}")
print(f"Bernoulli    {bernoulli:.4f}  BCE with logits       {bce:.4f}")
print(f"categorical  {categorical:.4f}  cross-entropy         {ce:.4f}")
# --8<-- [end:three]
assert torch.isclose(loss[0], -torch.tensor(0.1).log()), (
    "a p of 0.9 for y = 0 costs −ln 0.1"
)
assert torch.isclose(loss.mean(), F.binary_cross_entropy(p, y)), (
    "the mean of the losses by hand is PyTorch's BCE"
)
assert torch.allclose(slope, (p - y) / 10), "the gradient is (p − y) / 10"
assert torch.isclose(gauss, half_mse), (
    "the mean −log likelihood of a Gaussian is MSE / 2 plus a constant"
)
assert torch.isclose(bernoulli, bce), (
    "the mean −log likelihood of a Bernoulli variable is BCE"
)
assert torch.isclose(categorical, ce), (
    "the mean −log likelihood of a categorical variable is cross-entropy"
)
