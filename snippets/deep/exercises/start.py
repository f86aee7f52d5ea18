"""Fan-in is how many numbers one unit reads. For a layer and for a
convolution alike that is how many weights stand in one row of
`weight.flatten(1)`. He's variance is two over fan-in.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def start(net):  # changes the net, returns nothing
    ...  # your code: each Linear and Conv2d, weights normal by He's
    # rule and biases 0; without nn.init.kaiming_normal_
# --8<-- [end:stub]
# --8<-- [start:solution]
def start(net):
    for part in net.modules():
        if isinstance(part, (nn.Linear, nn.Conv2d)):
            fan_in = part.weight.flatten(1).shape[1]
            nn.init.normal_(part.weight, std=(2 / fan_in) ** 0.5)
            nn.init.zeros_(part.bias)
# --8<-- [end:solution]
# --8<-- [start:wrong-channels]
# gets: a kernel reads channels times height times width, not channels
def start(net):
    for part in net.modules():
        if isinstance(part, (nn.Linear, nn.Conv2d)):
            fan_in = part.weight.shape[1]
            nn.init.normal_(part.weight, std=(2 / fan_in) ** 0.5)
            nn.init.zeros_(part.bias)
# --8<-- [end:wrong-channels]
# --8<-- [start:wrong-mean]
# gets: the mean is not 0: normal_ takes it first, so name std=
def start(net):
    for part in net.modules():
        if isinstance(part, (nn.Linear, nn.Conv2d)):
            fan_in = part.weight.flatten(1).shape[1]
            nn.init.normal_(part.weight, (2 / fan_in) ** 0.5)
            nn.init.zeros_(part.bias)
# --8<-- [end:wrong-mean]
# --8<-- [start:wrong-variance]
# gets: 2 / fan-in is the variance: std is its root
def start(net):
    for part in net.modules():
        if isinstance(part, (nn.Linear, nn.Conv2d)):
            fan_in = part.weight.flatten(1).shape[1]
            nn.init.normal_(part.weight, std=2 / fan_in)
            nn.init.zeros_(part.bias)
# --8<-- [end:wrong-variance]
# --8<-- [start:wrong-outputs]
# gets: this is by fan-out: count what a unit reads, not what reads it
def start(net):
    for part in net.modules():
        if isinstance(part, (nn.Linear, nn.Conv2d)):
            fan_out = part.weight[:, 0].numel()
            nn.init.normal_(part.weight, std=(2 / fan_out) ** 0.5)
            nn.init.zeros_(part.bias)
# --8<-- [end:wrong-outputs]
# --8<-- [start:wrong-bias]
# gets: biases start at 0: here they are still torch's
def start(net):
    for part in net.modules():
        if isinstance(part, (nn.Linear, nn.Conv2d)):
            fan_in = part.weight.flatten(1).shape[1]
            nn.init.normal_(part.weight, std=(2 / fan_in) ** 0.5)
# --8<-- [end:wrong-bias]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for part in (nn.Linear(60, 240), nn.Conv2d(8, 64, 3), nn.Conv2d(9, 40, 5)):
    W, old = part.weight, part.weight.detach().clone()
    start(nn.Sequential(nn.ReLU(), nn.Sequential(part)))
    assert not torch.equal(W, old), (
        "the weights are as torch made them: go through net.modules()")
    he, out = torch.zeros_like(W), torch.zeros_like(W)
    nn.init.kaiming_normal_(he, nonlinearity="relu")
    nn.init.kaiming_normal_(out, mode="fan_out", nonlinearity="relu")
    std, wanted, turned = W.std(), he.std(), out.std()
    channels = torch.tensor(2 / W.shape[1]).sqrt()
    assert W.mean().abs() < wanted / 5, (
        "the mean is not 0: normal_ takes it first, so name std=")
    assert not torch.isclose(std, wanted.square(), 0.1), (
        "2 / fan-in is the variance: std is its root")
    assert not torch.isclose(std, turned, 0.1), (
        "this is by fan-out: count what a unit reads, not what reads it")
    assert W.dim() == 2 or not torch.isclose(std, channels, 0.1), (
        "a kernel reads channels times height times width, not channels")
    assert torch.isclose(std, wanted, 0.1), "torch has another std"
    assert not part.bias.any(), (
        "biases start at 0: here they are still torch's")
print("solved")
# --8<-- [end:checker]
