"""Pooling shrinks without weights and forgives shifts inside its window."""

# --8<-- [start:pool]
import torch
from torch import nn

x = torch.tensor([[1.0, 3, 0, 0], [5, 7, 0, 4],
                  [2, 2, 9, 1], [2, 2, 3, 3]])[None, None]
for pool in (nn.MaxPool2d(2), nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(1)):
    print(f"{type(pool).__name__:18}", pool(x)[0, 0].tolist())
print(len(list(nn.MaxPool2d(2).parameters())), "parameters")
# --8<-- [end:pool]
# --8<-- [start:winners]
x.requires_grad_()
nn.MaxPool2d(2)(x).sum().backward()
print(x.grad[0, 0].int().tolist())  # the gradient goes to each winner
# --8<-- [end:winners]
# --8<-- [start:spot]
dot = torch.zeros(1, 1, 1, 8)
dot[..., 2] = 1
for by in range(4):
    pooled = nn.MaxPool2d((1, 2))(dot.roll(by, dims=3))
    print(f"shift {by}:", pooled.flatten().int().tolist())
# --8<-- [end:spot]
# --8<-- [start:head]
def count(module):
    return sum(p.numel() for p in module.parameters())

maps = torch.zeros(1, 512, 7, 7)  # 512 feature maps of 7×7
flat = nn.Sequential(nn.Flatten(), nn.Linear(512 * 7 * 7, 10))
pooled = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                       nn.Linear(512, 10))
print("flat:", flat[0](maps).shape[1], "features")
print(f"{count(flat):,} against {count(pooled):,} parameters")
print(tuple(flat(maps).shape), tuple(pooled(maps).shape))
# --8<-- [end:head]
one, two = (nn.MaxPool2d((1, 2))(dot.roll(by, dims=3)) for by in (1, 2))
still = nn.MaxPool2d((1, 2))(dot)
assert torch.equal(still, one), "a shift inside a window changes nothing"
assert not torch.equal(still, two), "a shift out of the window is seen"
assert dot.numel() == 2 * still.numel(), "a window of 2 halves the values"
assert flat[0](maps).shape[1] == 25088, (
    "flattening 512 maps of 7 × 7 gives 25,088 numbers")
