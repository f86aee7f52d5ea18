"""Inputs of one sign make all weights of a neuron move together."""

# --8<-- [start:paths]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
z = torch.randn(60, 2, dtype=torch.float64)  # (samples, inputs)
target = torch.tensor([1.0, -1.0]).double()  # these that fit every sample
rates = [0.1 * 2**power for power in range(8)]  # 0.1 to 12.8


def follow(a, rate):  # one step a sample
    path, together = [torch.zeros_like(target)], []
    for sample in a:
        error = sample @ (path[-1] - target)
        gradient = 2 * error * sample  # of error², (inputs,)
        together.append(gradient[0] * gradient[1] > 0)
        path.append(path[-1] - rate * gradient)
    left = (path[-1] - target).norm().item()  # the distance to go
    return left, rate, torch.stack(path), sum(together).item() / len(a)


# --8<-- [end:paths]
# --8<-- [start:shares]
inputs = {"sigmoid": z.sigmoid(), "sigmoid − ½": z.sigmoid() - 0.5}
fig, ax = plt.subplots(figsize=(4.5, 3.3), layout="constrained")
lefts, shares, ratios = [], [], []
for (name, a), style in zip(inputs.items(), ("o-", "s--")):
    left, best, path, share = min(follow(a, rate) for rate in rates)
    ax.plot(*path.T, style, markersize=3, label=name)
    low, high = torch.linalg.eigvalsh(a.T @ a / len(a))
    lefts.append(left)
    shares.append(share)
    ratios.append((high / low).item())
    print(f"{name:11} same sign {share:.2f}, curves {ratios[-1]:.1f} : 1,",
          f"best rate {best}, left {left:.0e}")
ax.plot(*target, "*", color="gray", markersize=14, label="target")
fig.legend(loc="outside upper center", ncols=3)
ax.set(xlabel="weight w₁", ylabel="weight w₂")
plt.show()
# --8<-- [end:shares]

w = torch.zeros_like(target).requires_grad_()
(slope,) = torch.autograd.grad((a[0] @ (w - target)) ** 2, w)
paper = 2 * (a[0] @ -target) * a[0]
assert torch.allclose(slope, paper), "the gradient is twice error times input"
assert shares[0] == 1, "on sigmoid inputs both weights move the same way"
assert 0.25 < shares[1] < 0.75, (
    "on centred inputs they move the same way in about half of the steps"
)
valley = torch.autograd.functional.hessian(
    lambda w: (a @ (w - target)).square().mean(), target
)
bends = torch.linalg.eigvalsh(valley)
assert torch.allclose(bends, 2 * torch.stack([low, high])), "the curvature " \
    "of the mean loss is twice the eigenvalues of aᵀa / n"
assert ratios[0] > 4 * ratios[1], "centred inputs make a rounder valley"
assert lefts[0] > 10 * lefts[1], "each at its best rate, centred inputs end " \
    "at least ten times as near"
