"""In 20 layers the gradient survives or dies by slope and weight together."""
# --8<-- [start:measure]
import matplotlib.pyplot as plt
import torch
from torch import nn

settings = {
    "sigmoid, default": (torch.sigmoid, None),
    "ReLU, default": (torch.relu, None),
    "tanh, default": (torch.tanh, None),
    "tanh, Xavier": (torch.tanh, nn.init.xavier_normal_),
    "ReLU, He": (torch.relu, nn.init.kaiming_normal_),
}


def sizes(f, init):
    layers = [nn.Linear(64, 64) for _ in range(20)] + [nn.Linear(64, 10)]
    a = torch.randn(128, 64)
    for layer in layers[:-1]:
        if init is not None:
            init(layer.weight)
        a = f(layer(a))
    logits = layers[-1](a)
    nn.functional.cross_entropy(logits, torch.randint(10, (128,))).backward()
    return torch.stack([layer.weight.grad.norm() for layer in layers[:-1]])
# --8<-- [end:measure]
# --8<-- [start:draw]
torch.manual_seed(0)
ratio = {}
fig, ax = plt.subplots(figsize=(4.5, 3.8), layout="constrained")
for name, (f, init) in settings.items():
    norms = torch.stack([sizes(f, init) for _ in range(20)])  # 20 nets
    curve = (norms / norms[:, -1:]).median(0).values
    ratio[name] = curve[0].item()
    print(f"{name}: layer 1 gets {ratio[name]:.1e} of layer 20")
    ax.semilogy(range(1, 21), curve, label=name)
ax.set_xlabel("layer")
ax.set_ylabel("gradient / layer 20 (log scale)")
ax.legend()
plt.show()
# --8<-- [end:draw]

assert ratio["sigmoid, default"] < 1e-12, (
    "20 default sigmoid layers leave less than 1e-12 of the gradient"
)
assert 1e-12 < ratio["ReLU, default"] < 1e-4, (
    "20 default ReLU layers leave less than 1e-4, but more than sigmoid"
)
assert ratio["ReLU, default"] < ratio["tanh, default"] < 1e-2, (
    "20 default tanh layers leave less than 1e-2, but more than ReLU"
)
assert 0.1 < ratio["tanh, Xavier"] < 10, "Xavier keeps tanh's gradient alive"
assert 0.1 < ratio["ReLU, He"] < 10, "He keeps ReLU's gradient alive"
