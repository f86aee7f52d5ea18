"""Autocast computes products in bfloat16, and keeps weights in float32."""

# --8<-- [start:autocast]
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
x, y = torch.randn(8, 64), torch.randint(10, (8,))
with torch.autocast("cpu", dtype=torch.bfloat16):
    logits = net(x)
    loss = F.cross_entropy(logits, y)
loss.backward()
kinds = {"weights": net[0].weight, "logits": logits, "loss": loss,
         "gradients": net[0].weight.grad}
for name, value in kinds.items():
    print(f"{name:9}", str(value.dtype).removeprefix("torch."))
# --8<-- [end:autocast]
# --8<-- [start:by-hand]
def linear(layer, h):  # what autocast makes of nn.Linear
    weight, bias = layer.weight.bfloat16(), layer.bias.bfloat16()
    return F.linear(h.bfloat16(), weight, bias)


by_hand = linear(net[2], linear(net[0], x).relu())
print("by hand the same:", torch.equal(by_hand, logits))
# --8<-- [end:by-hand]

assert [value.dtype for value in kinds.values()] == [
    torch.float32, torch.bfloat16, torch.float32, torch.float32], \
    "under autocast weights, loss and gradients are float32, logits are not"
assert torch.equal(by_hand, logits), "autocast of a linear layer is a cast " \
    "of what goes in"
