"""Cross-entropy: four routes to one value, and a gradient of p − one_hot."""
# --8<-- [start:routes]
import torch
from torch.nn import functional as F

generator = torch.Generator().manual_seed(0)
logits = torch.randn(4, 3, generator=generator, dtype=torch.float64)
y = torch.tensor([0, 2, 1, 1])  # class indices, (batch,)
one_hot = F.one_hot(y, num_classes=3).double()  # (batch, classes)

p = logits.exp() / logits.exp().sum(dim=1, keepdim=True)
routes = {"by hand": -p[torch.arange(4), y].log().mean(),
          "log_softmax, nll_loss": F.nll_loss(logits.log_softmax(dim=1), y),
          "cross_entropy": F.cross_entropy(logits, y),
          "one-hot targets": F.cross_entropy(logits, one_hot)}
for name, loss in routes.items():
    print(f"{name:21} {loss:.6f}")
# --8<-- [end:routes]

# --8<-- [start:jacobian]
jacobian = torch.func.jacrev(lambda z: z.softmax(dim=0))(logits[0])
by_hand = torch.diag(p[0]) - torch.outer(p[0], p[0])
print("Jacobian", tuple(jacobian.shape), torch.allclose(jacobian, by_hand))
print("rank", torch.linalg.matrix_rank(jacobian).item())
# --8<-- [end:jacobian]

# --8<-- [start:gradient]
logits.requires_grad_()
(slope,) = torch.autograd.grad(F.cross_entropy(logits, y), logits)
by_hand = (p - one_hot) / 4
print("gradient is (p − one_hot) / 4:", torch.allclose(slope, by_hand))
print("each row adds up to zero:", bool(slope.sum(dim=1).abs().max() < 1e-12))
# --8<-- [end:gradient]
same = [torch.isclose(v, routes["by hand"]) for v in routes.values()]
assert all(same), "the four routes give one value"
outer = torch.diag(p[0]) - torch.outer(p[0], p[0])
assert torch.allclose(jacobian, outer, atol=1e-12), (
    "the Jacobian of softmax is diag(p) − ppᵀ"
)
assert torch.linalg.matrix_rank(jacobian) == 2, (
    "with 3 classes the Jacobian of softmax has rank 2"
)
assert torch.allclose(slope, by_hand, atol=1e-12), (
    "the gradient of the mean loss is (p − one_hot) / 4"
)
assert slope.sum(dim=1).abs().max() < 1e-12, (
    "each row of the gradient adds up to zero"
)
