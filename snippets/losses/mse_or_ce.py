"""From a confident error cross-entropy leaves at once; MSE hardly moves."""
# --8<-- [start:table]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

z = torch.tensor([-10.0, -6, -2, 0, 2], dtype=torch.float64)
z.requires_grad_()
p = torch.sigmoid(z)  # the target is y = 1
(mse,) = torch.autograd.grad((p - 1).square().sum(), z, retain_graph=True)
(ce,) = torch.autograd.grad(-p.log().sum(), z)
by_hand = 2 * (p - 1) * p * (1 - p)  # the slope of p is p(1 − p)
for row in zip(z.tolist(), mse, ce, ce / mse):
    print("z {:5.0f}  MSE {:.2e}  CE {:.5f}  ratio {:.1f}".format(*row))
print("MSE's as by hand:", torch.allclose(mse, by_hand))
# --8<-- [end:table]

# --8<-- [start:escape]
y = torch.tensor(1.0).double()
rates, paths = {"cross-entropy": 1, "MSE": 1, "MSE, rate 15": 15}, {}
for name, rate in rates.items():
    z = torch.tensor(-6.0).double().requires_grad_()  # sure, and wrong
    optimizer = torch.optim.SGD([z], lr=rate)
    paths[name] = []
    for _ in range(300):
        paths[name].append(torch.sigmoid(z).item())
        loss = F.binary_cross_entropy_with_logits(z, y)
        if "MSE" in name:
            loss = F.mse_loss(torch.sigmoid(z), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    first = sum(p < 0.9 for p in paths[name])
    print(f"{name:13} reaches p = 0.9 after {first} steps")
# --8<-- [end:escape]

# --8<-- [start:figure]
fig, axes = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
for name, path in paths.items():
    axes.plot(path, label=name)
axes.set(xlabel="step of gradient descent", ylabel="p of the true class")
axes.legend(loc=(0.15, 0.4))
plt.show()
# --8<-- [end:figure]
assert torch.allclose(mse, by_hand, atol=1e-12), (
    "the slope of MSE is 2(p − 1)p(1 − p)"
)
assert torch.allclose(ce, p - 1, atol=1e-12), "cross-entropy has slope p − 1"
assert torch.allclose(ce / mse, 1 / (2 * p * (1 - p))), (
    "the slope of cross-entropy is 1 / (2p(1 − p)) times that of MSE"
)
assert ce[1] / mse[1] > 200, (
    "at z = −6 cross-entropy pulls more than 200 times as hard as MSE"
)
steps = {name: sum(p < 0.9 for p in path) for name, path in paths.items()}
assert steps["MSE"] > 10 * steps["cross-entropy"], (
    "at one rate MSE needs over 10 times as many steps to reach p = 0.9"
)
one = steps["MSE, rate 15"] == steps["cross-entropy"]
assert one, "from z = −6 MSE is as fast at 15 times the rate"
