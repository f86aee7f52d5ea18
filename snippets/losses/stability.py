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
assert p.log()[1] == -torch.inf, "a gap of 104 is too wide for float32"
assert loss == 1000 and slope[0].tolist() == [1, -1], (
    "log_softmax gives the loss 1000 and the slopes 1 and −1"
)
