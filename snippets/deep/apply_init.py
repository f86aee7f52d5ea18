"""One function starts every layer of a net, by its kind and its place."""

# --8<-- [start:start]
import torch
from torch import nn


def start(net):
    for m in net.modules():
        if isinstance(m, (nn.Linear, nn.Conv2d)):
            nn.init.kaiming_normal_(m.weight, nonlinearity="relu")
            nn.init.zeros_(m.bias)
    nn.init.kaiming_normal_(net[-1].weight, nonlinearity="linear")  # no ReLU


# --8<-- [end:start]
# --8<-- [start:look]
torch.manual_seed(0)
net = nn.Sequential(
    nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Flatten(),  # images of 3 × 6 × 6
    nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 10),
)
found = []
for when in ("default", "started"):
    for m in (net[0], net[3], net[5]):
        fan_in = m.weight[0].numel()  # the numbers that one output reads
        gain = m.weight.std().item() * fan_in**0.5
        found.append((gain, m.bias.abs().max().item()))
        print(f"{when}: fan_in {fan_in:3}, std · √fan_in {gain:.2f}, "
              f"largest bias {found[-1][1]:.2f}")
    start(net)
logits = net(torch.randn(100, 3, 6, 6))
print("shape of the logits:", tuple(logits.shape))
# --8<-- [end:look]
# --8<-- [start:trap]
w = nn.init.normal_(torch.zeros(400, 400), 0.1)
print(f"normal_(w, 0.1):     mean {w.mean():4.1f}, std {w.std():.1f}")
right = nn.init.normal_(torch.zeros(400, 400), std=0.1)
print(f"normal_(w, std=0.1): mean {right.mean().abs():4.1f}, "
      f"std {right.std():.1f}")
# --8<-- [end:trap]

assert all(0.5 < gain < 0.65 for gain, _ in found[:3]), "default weights " \
    "have a standard deviation near 1/√(3 fan_in)"
assert all(1.3 < gain < 1.5 for gain, _ in found[3:5]), "started weights " \
    "have a standard deviation near √(2 / fan_in)"
assert 0.9 < found[5][0] < 1.1, "behind the last layer there is no ReLU to " \
    "make up for"
assert max(bias for _, bias in found[3:]) == 0, "started biases are 0"
assert 0.09 < w.mean() < 0.11 and 0.99 < w.std() < 1.01, "the second " \
    "argument of normal_ is the mean"
assert right.mean().abs() < 0.01 and 0.09 < right.std() < 0.11, "std=0.1 " \
    "says what was meant"
