"""PReLU and Swish with a parameter learn their own shape."""

# --8<-- [start:prelu]
import torch
import torch.nn.functional as F
from torch import nn

f = nn.PReLU(init=0.25)
x = torch.tensor([-3.0, -1.0, 2.0])
y = f(x)
y.sum().backward()
print("output        ", y.tolist())
print("slope gradient", f.weight.grad.tolist())
# --8<-- [end:prelu]


# --8<-- [start:swish]
class Swish(nn.Module):
    def __init__(self):
        super().__init__()
        self.beta = nn.Parameter(torch.tensor(1.0))

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)


swish = Swish()
x = torch.linspace(-5, 5, 1001)
same = torch.allclose(swish(x), F.silu(x))
for module in (nn.SiLU(), swish, nn.PReLU(), nn.PReLU(64)):
    count = sum(p.numel() for p in module.parameters())
    print(f"{type(module).__name__:6} {count:2} parameters")
print("Swish at beta 1 is SiLU:", same)
with torch.no_grad():
    swish.beta.fill_(10.0)
    gap = (swish(x) - torch.relu(x)).abs().max().item()
print(f"at beta 10 it is within {gap:.3f} of ReLU")
# --8<-- [end:swish]

assert f.weight.grad.item() == -4, (
    "the gradient of PReLU's slope is the sum of its negative inputs"
)
assert same, "SiLU is Swish with beta fixed at 1"
assert abs(gap + F.silu(x).min().item() / 10) < 1e-4, "at beta 10, " \
    "Swish differs from ReLU by a tenth of the depth of SiLU's dip"
