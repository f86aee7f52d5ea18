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
        print(f"{name}: mean of {len(masks):,} sub-networks",
              f"off by {gaps[name]:.2f}")
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
assert logits.shape == (1024, 3), (
    "each of 1,024 masks gives its own three logits"
)
assert gaps["linear"] < 1e-12, "a linear net is the mean of its sub-networks"
assert gaps["with ReLU"] > 1e-3, (
    "a net with ReLU is not quite the mean of its sub-networks"
)
assert torch.allclose(whole, mean), (
    "after softmax a linear net is the geometric mean, scaled"
)
assert not torch.allclose(whole, plain, atol=1e-3), (
    "after softmax it is not the plain mean of the sub-networks"
)
