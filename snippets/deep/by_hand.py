"""Batch norm, layer norm and their gradient by hand, equal to torch."""

# --8<-- [start:batch]
import torch
from torch import nn
from torch.nn import functional as F

x = torch.tensor([[1.0], [2], [3], [6]]).double()  # (batch, features)
mean, var = x.mean(0), x.var(0, correction=0)  # divided by 4
x_hat = (x - mean) / (var + 1e-5).sqrt()
norm = nn.BatchNorm1d(1).double()
print("mean", mean.item(), "variance", var.item())
print("normalised", *(f"{value:.2f}" for value in x_hat.flatten()))
print("as nn.BatchNorm1d:", torch.allclose(x_hat, norm(x)))
# --8<-- [end:batch]
# --8<-- [start:stored]
unbiased = x.var(0)  # divided by 3
print(f"stored mean {norm.running_mean.item():.3f},", end=" ")
print(f"stored variance {norm.running_var.item():.4f}")
for used in (var.item(), unbiased.item()):
    print(f"0.9 · 1 + 0.1 · {used:.3f} = {0.9 + 0.1 * used:.4f}")
# --8<-- [end:stored]
# --8<-- [start:layer]
h = torch.tensor([[1.0, 2, 3, 6], [10, 20, 30, 60]]).double()
centred = h - h.mean(1, keepdim=True)
layer = centred / (h.var(1, correction=0, keepdim=True) + 1e-5).sqrt()
rms = h / (h.square().mean(1, keepdim=True) + 1e-5).sqrt()
print("layer norm", *(f"{value:.2f}" for value in layer[1]))
print("RMS norm  ", *(f"{value:.2f}" for value in rms[1]))
# --8<-- [end:layer]
# --8<-- [start:slope]
torch.manual_seed(0)
x, g = torch.randn(2, 5, 3).double()  # inputs; the error that arrives
gamma, beta = torch.randn(2, 3).double()
x.requires_grad_()
mean, var = x.mean(0), x.var(0, correction=0)
x_hat = (x - mean) / (var + 1e-5).sqrt()
y = gamma * x_hat + beta
slope = gamma / (var + 1e-5).sqrt() * (
    g - g.mean(0) - x_hat * (g * x_hat).mean(0))
(asked,) = torch.autograd.grad(y, x, g)
print("as autograd:", torch.allclose(slope, asked))
print(f"sum of the slopes of a feature: {slope.sum(0).abs().max():.3f}")
# --8<-- [end:slope]

assert x_hat.shape == (5, 3) and torch.allclose(x_hat.mean(0), 0 * mean), \
    "each normalised feature has mean 0"
assert torch.allclose(y, F.batch_norm(x, None, None, gamma, beta, True)), \
    "torch scales by γ and shifts by β"
assert torch.allclose(asked, slope), "two means are taken out of the error"
assert abs(norm.running_var.item() - 0.9 - 0.1 * unbiased.item()) < 1e-6, \
    "the stored variance is the unbiased one"
assert torch.allclose(layer, F.layer_norm(h, (4,))), "layer norm by hand is " \
    "torch's"
assert torch.allclose(rms, F.rms_norm(h, (4,), eps=1e-5)), "RMS norm by " \
    "hand is torch's"
assert torch.allclose(layer[0], layer[1], atol=1e-4), "layer norm does not " \
    "see the size of a row"
