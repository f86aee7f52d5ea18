"""Five gauges tell a healthy start from three bad ones."""

# --8<-- [start:gauges]
import torch
from torch import nn
from torch.nn import functional as F


def gauges(net, x, y, lr=0.1):
    heard = {}
    hook = net[2].register_forward_hook(  # after the second layer
        lambda module, inputs, z: heard.update(z=z.detach()))
    loss = F.cross_entropy(net(x), y)
    hook.remove()
    W, z = net[2].weight, heard["z"]
    slope, = torch.autograd.grad(loss, W)
    return {"mean": z.mean(), "spread": z.std(),
            "dead": (z <= 0).all(0).double().mean(),
            "gradient": slope.norm(),
            "ratio": lr * slope.norm() / W.norm()}
# --8<-- [end:gauges]


# --8<-- [start:compare]
def make(scale=1.0, shift=0.0):
    net = nn.Sequential(nn.Linear(64, 100), nn.ReLU(),
                        nn.Linear(100, 100), nn.ReLU(),
                        nn.Linear(100, 10)).double()
    for layer in net[::2]:
        size = scale * (2 / layer.in_features) ** 0.5
        nn.init.normal_(layer.weight, std=size)
        nn.init.constant_(layer.bias, shift)
    return net


torch.manual_seed(0)
x, y = torch.randn(256, 64).double(), torch.randint(10, (256,))
starts = {"healthy": {}, "too small": {"scale": 0.1},
          "too large": {"scale": 5.0}, "dead": {"shift": -5.0}}
found = {}
print("start      mean spread  dead gradient ratio")
for name, start in starts.items():
    found[name] = row = gauges(make(**start), x, y)
    m, s, d, g, r = (value.item() for value in row.values())
    print(f"{name:9} {m:5.1f} {s:6.2f} {d:5.2f} {g:8.0e} {r:5.0e}")
# --8<-- [end:compare]

healthy, small, large, dead = found.values()
assert 0.5 < healthy["spread"] < 5 and 0.001 < healthy["ratio"] < 0.1, \
    "the healthy start has a spread near 1 and moves by a hundredth"
assert small["spread"] < 0.1 and small["ratio"] < 0.001, \
    "the small start shows in spread and ratio"
assert large["spread"] > 10 and large["ratio"] > 0.02, \
    "the large start shows in spread and ratio"
assert dead["dead"] == 1 and dead["gradient"] == 0, \
    "the dead start shows in dead units, and has no gradient"
