"""Squared error follows the mean and its outliers, absolute the median."""
# --8<-- [start:by-hand]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

x = torch.tensor([1.0, 2.0, 3.0, 4.0])
y = torch.tensor([3.0, 3.0, 6.0, 11.0])
w = torch.tensor(2.0, requires_grad=True)
pred = w * x  # 2, 4, 6, 8
print("errors", (pred - y).tolist())
for name in "mse_loss", "l1_loss", "huber_loss":
    mean = getattr(F, name)(pred, y)
    total = getattr(F, name)(pred, y, reduction="sum")
    print(f"{name:10} mean {mean.item():.3f}  sum {total.item():.1f}")
# --8<-- [end:by-hand]

# --8<-- [start:gradient]
F.mse_loss(pred, y).backward()
by_hand = 2 / 4 * ((pred - y) * x).sum()
print("autograd", w.grad.item(), " by hand", by_hand.item())
# --8<-- [end:gradient]

# --8<-- [start:outlier]
data = torch.tensor([1.0, 2.0, 4.0, 4.0, 100.0]).double()
best = {}
losses = {"MSE": F.mse_loss, "MAE": F.l1_loss, "Huber": F.huber_loss}
for name, loss in losses.items():
    guesses = torch.arange(data.min(), data.max(), 0.1, dtype=torch.float64)
    costs = [loss(g.expand(5), data) for g in guesses]
    best[name] = guesses[torch.stack(costs).argmin()].item()
    print(f"{name:5} is least at {best[name]:.1f}")
print(f"mean {data.mean():.1f}  median {data.median():.1f}")
# --8<-- [end:outlier]

# --8<-- [start:figure]
fig, (top, low) = plt.subplots(2, figsize=(4.5, 5), layout="constrained")
for name, loss in losses.items():
    error = (torch.arange(-48, 49) / 16).requires_grad_()  # -3 to 3
    values = loss(error, torch.zeros(97), reduction="none")
    (slope,) = torch.autograd.grad(values.sum(), error)
    top.plot(error.detach(), values.detach(), label=name)
    low.plot(error.detach(), slope)
top.set(xlabel="error (prediction − target)", ylabel="loss of one sample")
low.set(xlabel="error (prediction − target)", ylabel="its gradient")
top.legend()
plt.show()
# --8<-- [end:figure]
assert w.grad == by_hand == -5.5, "the gradient by hand is autograd's"
assert F.mse_loss(pred, y) == 11 / 4, "the mean is the sum, 11, divided by 4"
assert abs(data.mean() - 22.2) < 1e-6, "the outlier pulls the mean to 22.2"
assert abs(best["MSE"] - data.mean()) < 0.1, "MSE is least at the mean"
assert abs(best["MAE"] - data.median()) < 0.1, "MAE is least at the median"
assert abs(best["Huber"] - 3.5) < 0.1, "Huber is least at 3.5, near the median"
