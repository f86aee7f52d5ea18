"""One pass in eval mode equals the mean of all linear sub-networks."""

# --8<-- [start:subnetworks]
import itertools

import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(10).double()
masks = torch.tensor(list(itertools.product([0.0, 1.0], repeat=10))).double()
dropped = 2 * masks * x  # (1024, 10): every way to drop from 10 with p = 0.5
a, b = nn.Linear(10, 8).double(), nn.Linear(8, 3).double()
nets = {
    "linear": lambda x: b(a(x)),
    "with ReLU": lambda x: b(torch.relu(a(x))),
    "with sigmoid": lambda x: b(torch.sigmoid(a(x))),
}
gaps = {}
with torch.no_grad():
    for name, net in nets.items():
        gaps[name] = (net(dropped).mean(0) - net(x)).abs().max().item()
        print(f"{name}: mean of 1,024 sub-networks off by {gaps[name]:.2f}")
# --8<-- [end:subnetworks]
# --8<-- [start:geometric]
with torch.no_grad():
    logits = nets["linear"](dropped)
    mean = logits.log_softmax(1).mean(0).softmax(0)  # geometric mean, scaled
    plain = logits.softmax(1).mean(0)
    whole = nets["linear"](x).softmax(0)
print("softmax is the geometric mean:", torch.allclose(whole, mean))
print("softmax is the plain mean:", torch.allclose(whole, plain, atol=1e-3))
# --8<-- [end:geometric]
assert gaps["linear"] < 1e-12, "exact for a linear net"
assert gaps["with ReLU"] > 1e-3, "an approximation for others"
assert torch.allclose(whole, mean), "softmax: the geometric mean is exact"
assert not torch.allclose(whole, plain, atol=1e-3), "the plain mean is not"
