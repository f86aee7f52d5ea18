"""Autograd is wrong or nan at some kinks, behind masks, after a nan."""

# --8<-- [start:kinks]
import torch
from torch.autograd import grad, gradcheck

functions = {
    "relu(x)": lambda x: x.relu(),  # a kink at 0
    "|x|": lambda x: x.abs(),  # another
    "relu(x) - relu(-x)": lambda x: x.relu() - (-x).relu(),  # this is x
    "sqrt(x)": lambda x: x.sqrt(),  # vertical at 0
    "sqrt(x²)": lambda x: (x * x).sqrt(),  # this is |x|
}
slopes, passes = {}, {}
for name, f in functions.items():
    x = torch.tensor([0.0], dtype=torch.float64, requires_grad=True)
    slopes[name] = grad(f(x), x)[0].item()
    passes[name] = gradcheck(f, x, raise_exception=False)
    print(f"{name:18} slope at 0: {slopes[name]}, gradcheck: {passes[name]}")
# --8<-- [end:kinks]

# --8<-- [start:mask]
x = torch.tensor([-1.0, 0.0625, 4.0], requires_grad=True)
y = torch.where(x > 0, x.sqrt(), x)  # below 0 the root is masked out
(masked,) = grad(y.sum(), x)
print("values:", y.tolist(), " slopes:", masked.tolist())
# --8<-- [end:mask]

# --8<-- [start:mended]
inside = torch.where(x > 0, x, 1.0)  # the root sees no bad number
(mended,) = grad(torch.where(x > 0, inside.sqrt(), x).sum(), x)
print("slopes:", mended.tolist())
# --8<-- [end:mended]

# --8<-- [start:forward]
w = torch.tensor([-1.0, 1.0, 2.0], requires_grad=True)
with torch.autograd.set_detect_anomaly(True):  # watches the way back
    loss = w.log().sum()  # log(-1) is nan
    loss.backward()
print("loss:", loss.item(), " gradient:", w.grad.tolist())
print("finite:", w.log().isfinite().tolist())
# --8<-- [end:forward]

assert list(slopes.values())[:4] == [0, 0, 0, torch.inf], "at 0 the slopes " \
    "of relu(x), |x| and relu(x) - relu(-x) come out as 0, of sqrt(x) as inf"
assert slopes["sqrt(x²)"] != slopes["sqrt(x²)"], "at 0 " \
    "the slope of sqrt(x²) comes out as nan"
assert [name for name in passes if passes[name]] == ["|x|"], "at 0 " \
    "gradcheck passes |x| and refuses the other four functions"
assert masked[0].isnan() and masked[1:].tolist() == [2, 0.25], "a mask " \
    "behind the root lets its nan through; slopes 2 and 0.25 stay right"
assert mended.tolist() == [1, 2, 0.25], "a mask in front of the root stops it"
assert loss.isnan() and w.grad.isfinite().all(), "a nan of the forward pass " \
    "can leave every gradient finite, and anomaly detection does not report it"
