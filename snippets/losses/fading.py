"""Behind a sigmoid BCELoss loses slopes of 1; from logits they stay whole."""
# --8<-- [start:factors]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

z = torch.tensor([-20.0, -30, -40, -120, 20], requires_grad=True)
y = torch.tensor([1.0, 1, 1, 1, 0])  # every answer is sure and wrong
p = torch.sigmoid(z)
loss = F.binary_cross_entropy(p, y, reduction="none")
(outer,) = torch.autograd.grad(loss.sum(), p)
(inner,) = torch.autograd.grad(p.sum(), z)
for row in zip(z.tolist(), loss, outer.abs(), inner, (outer * inner).abs()):
    print("z {:4.0f}  loss {:3.0f}  {:.0e} · {:.0e} = {:.0e}".format(*row))
# --8<-- [end:factors]

# --8<-- [start:causes]
def logits(z, y):
    return F.binary_cross_entropy_with_logits(z, y, reduction="none")

def bce(z, y):
    return F.binary_cross_entropy(torch.sigmoid(z), y, reduction="none")

def no_floor(z, y):  # and no clamp
    p = torch.sigmoid(z)
    return -torch.where(y == 1, p, 1 - p).log()

def pulls(loss_of, z, y, dtype=torch.float32):
    z, y = z.detach().to(dtype).requires_grad_(), y.to(dtype)
    return torch.autograd.grad(loss_of(z, y).sum(), z)[0].abs()

table = {"BCELoss": pulls(bce, z, y),
         "in float64": pulls(bce, z, y, torch.float64),
         "no floor": pulls(no_floor, z, y), "logits": pulls(logits, z, y)}
for name, row in table.items():
    print(f"{name:10}", *(f"{pull:6.0e}" for pull in row.tolist()))
# --8<-- [end:causes]

# --8<-- [start:figure]
grid = torch.arange(-50.0, 55, 5)  # y = 1 on the left, 0 on the right
fig, axes = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
for name, loss_of, dtype, style in (
        ("logits", logits, torch.float32, "-"),
        ("float32", bce, torch.float32, "--"),
        ("float64", bce, torch.float64, ":")):
    pull = pulls(loss_of, grid, (grid < 0).float(), dtype)
    axes.plot(grid, pull.round(decimals=2), style, label=name)
axes.set(xlabel="logit z, sure and wrong at both ends", ylabel="|slope|")
axes.legend(loc="lower center")
plt.show()
# --8<-- [end:figure]
single, double, whole, stay = table.values()
assert loss[2] == 40 and single[2] < 1e-5, "at −40 only the loss is right"
assert double[2] < 1e-5, "at z = −40 the slope is as small in float64"
assert whole[2] > 0.99, "without the floor the slope at z = −40 is whole"
assert single[4] == 0 and double[4] > 0.99, (
    "at z = 20 the slope is 0 in float32 and whole in float64"
)
assert loss[3] == loss[4] == 100, "where p is exactly 0 or 1 the loss is 100"
assert stay.min() > 0.99, "from logits every slope is above 0.99"
