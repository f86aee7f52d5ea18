"""A first loss far above ln K, and one batch that kicks."""

# --8<-- [start:scale]
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
pixels = torch.randint(256, (100, 64)).float()
y = torch.randint(10, (100,))
net = nn.Linear(64, 10)
raw = F.cross_entropy(net(pixels), y)  # wrong: 0 to 255
scaled = F.cross_entropy(net(pixels / 255), y)  # right: 0 to 1
print(f"raw {raw:.0f}, scaled {scaled:.1f}")
# --8<-- [end:scale]

# --8<-- [start:spike]
clip = nn.utils.clip_grad_norm_
w = torch.zeros(2, requires_grad=True)
norms = []
for y in torch.tensor([1.0, -2.0, 1000.0]):  # the last: a typo
    w.grad = None
    (w - y).square().mean().backward()
    before = clip([w], max_norm=1.0)  # right
    norms.append(w.grad.norm().item())
    print(f"{y:.0f}: {before:.1f}, clipped {norms[-1]:.1f}")
# --8<-- [end:spike]

# --8<-- [start:seed]
a, b = torch.rand(()), torch.rand(())  # as weights are drawn
print((a == b).item())  # wrong: two draws
torch.manual_seed(0)
a = torch.rand(())
torch.manual_seed(0)
b = torch.rand(())
print((a == b).item())  # right: one seed
# --8<-- [end:seed]
assert raw > 5 * scaled, "pixels up to 255 begin with a large loss"
assert before > 1000 > max(norms), "clipping bounds the step"
assert a == b, "one seed gives the same draw"
