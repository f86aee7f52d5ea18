"""Inputs of one sign make all weights of a neuron move together."""

# --8<-- [start:paths]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
z = torch.randn(60, 2, dtype=torch.float64)  # (samples, inputs)
target = torch.tensor([1.0, -1.0]).double()  # these that fit every sample
fig, ax = plt.subplots(figsize=(4.5, 3.3), layout="constrained")
shares, ratios = [], []
for f, style in ((torch.sigmoid, "o-"), (torch.tanh, "s--")):
    a = f(z)  # (samples, inputs)
    path, together = [torch.zeros_like(target)], []
    for sample in a:
        error = sample @ (path[-1] - target)
        gradient = 2 * error * sample  # of error², (inputs,)
        together.append(gradient[0] * gradient[1] > 0)
        path.append(path[-1] - 0.4 * gradient)
    ax.plot(*torch.stack(path).T, style, markersize=3, label=f.__name__)
    shares.append(torch.stack(together).double().mean().item())
    low, high = torch.linalg.eigvalsh(a.T @ a / len(a))
    ratios.append((high / low).item())
ax.plot(*target, "*", color="gray", markersize=14, label="target")
ax.legend()
ax.set(xlabel="weight w₁", ylabel="weight w₂")
plt.show()
# --8<-- [end:paths]

# --8<-- [start:shares]
for name, share, ratio in zip(("sigmoid", "tanh"), shares, ratios):
    print(f"{name:8} same sign {share:.2f}  curves {ratio:.1f} : 1")
# --8<-- [end:shares]

w = torch.zeros_like(target).requires_grad_()
(slope,) = torch.autograd.grad((a[0] @ (w - target)) ** 2, w)
paper = 2 * (a[0] @ -target) * a[0]
assert torch.allclose(slope, paper), "the gradient is twice error times input"
assert shares[0] == 1, "on sigmoid inputs both weights move the same way"
assert 0.25 < shares[1] < 0.75, (
    "on tanh inputs they move the same way in about half of the steps"
)
valley = torch.autograd.functional.hessian(
    lambda w: (a @ (w - target)).square().mean(), target
)
bends = torch.linalg.eigvalsh(valley)
assert torch.allclose(bends, 2 * torch.stack([low, high])), "the curvature " \
    "of the mean loss is twice the eigenvalues of aᵀa / n"
assert ratios[0] > 4 * ratios[1], "centred inputs make a rounder valley"
