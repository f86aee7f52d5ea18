"""A 1 × 1 convolution is a dense layer at each pixel, and mixes channels."""

# --8<-- [start:pointwise]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(1, 16, 8, 8)  # (batch, channels, height, width)
mix = nn.Conv2d(16, 32, 1)  # sees one pixel, in all its channels
dense = nn.Linear(16, 32)
dense.load_state_dict({"weight": mix.weight[:, :, 0, 0], "bias": mix.bias})
each = dense(x.movedim(1, 3)).movedim(3, 1)  # the same layer at each pixel
print("equal:", torch.allclose(mix(x), each, atol=1e-5), tuple(each.shape))
# --8<-- [end:pointwise]
# --8<-- [start:separable]
depthwise = nn.Conv2d(16, 16, 3, padding=1, groups=16)  # mixes no channels
pair = nn.Sequential(depthwise, mix)
full = nn.Conv2d(16, 32, 3, padding=1)
sizes = [sum(p.numel() for p in net.parameters()) for net in (full, pair)]
print(f"weights: one 3 × 3 layer {sizes[0]:,}, depthwise and 1 × 1 {sizes[1]}")
print("shapes:", *(tuple(net(x).shape) for net in (full, pair)))
# --8<-- [end:separable]

assert torch.allclose(mix(x), each, atol=1e-5), "1 × 1 is dense at each pixel"
assert full(x).shape == pair(x).shape, "both lead to maps of one shape"
assert sizes[0] > 6 * sizes[1], "the pair has less than a sixth of the weights"
moved = depthwise(x + torch.eye(16)[3, :, None, None]) - depthwise(x)
touched = moved.abs().amax((0, 2, 3)) > 1e-3
assert touched.nonzero().tolist() == [[3]], "depthwise keeps channels apart"
