"""Xavier's rule loses the gradient of a sigmoid net, and no start jumps."""

# --8<-- [start:sigmoid]
import torch
from torch import nn


def ratio(gain):  # the first layer's gradient over the last one's
    layers = [nn.Linear(64, 64).double() for _ in range(10)]
    h = torch.randn(32, 64).double()
    for layer in layers:
        nn.init.xavier_normal_(layer.weight, gain)
        nn.init.zeros_(layer.bias)
        h = layer(h).sigmoid()
    (h * torch.randn(32, 64)).sum().backward()
    first, last = (m.weight.grad.norm() for m in (layers[0], layers[-1]))
    return first / last


torch.manual_seed(0)
left = {}
for gain in (1, 4):
    nets = torch.stack([ratio(gain) for _ in range(5)])
    left[gain] = nets.median().item()
    print(f"ten sigmoid layers, gain {gain}: {left[gain]:.0e} is left")
# --8<-- [end:sigmoid]
# --8<-- [start:valleys]
lr, steps = 0.01, 200
top = 0.127  # w⁴ - 2w² + w/2 has a hill there, and a valley on each side
crossed, deeper = {}, {}
for std in (0.1, 1.0):
    w = start = nn.init.normal_(torch.zeros(500).double(), std=std)
    for _ in range(steps):
        w = w - lr * (4 * w**3 - 4 * w + 0.5)
    crossed[std] = ((w > top) != (start > top)).sum().item()
    deeper[std] = (w < top).double().mean().item()
    print(f"std {std}: {crossed[std]} of 500 crossed the hill,", end=" ")
    print(f"{deeper[std]:.0%} are in the deeper valley")
# --8<-- [end:valleys]

assert left[1] < 1e-4, "with Xavier's rule ten sigmoid layers lose the " \
    "gradient"
assert left[4] > 100 * left[1], "with gain 4 over a hundred times as much " \
    "is left"
assert max(crossed.values()) == 0, "every walk ends on the side of the hill " \
    "where it began"
assert deeper[0.1] > deeper[1] + 0.1, "how far the starts spread decides " \
    "how many end in the deeper valley"
