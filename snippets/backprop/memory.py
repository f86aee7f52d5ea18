"""The backward pass needs stored activations; checkpoints recompute them."""
# --8<-- [start:kept]
from functools import partial

import torch
from torch import nn
from torch.autograd.graph import saved_tensors_hooks
from torch.utils.checkpoint import checkpoint_sequential
from torch.utils.flop_counter import FlopCounterMode


def deep(depth):
    pairs = [(nn.Linear(64, 64), nn.Tanh()) for _ in range(depth)]
    return nn.Sequential(*(layer for pair in pairs for layer in pair))


def stored(net, run, x):  # how many numbers wait for the backward pass
    weights, sizes = {p.data_ptr() for p in net.parameters()}, {}

    def pack(t):  # torch calls it for each tensor that backward will need
        sizes[t.data_ptr()] = 0 if t.data_ptr() in weights else t.numel()
        return t

    with saved_tensors_hooks(pack, lambda t: t):
        out = run(x)
    return sum(sizes.values()), out
# --8<-- [end:kept]
# --8<-- [start:count]
kept = {}
for depth, batch in [(5, 32), (10, 32), (20, 32), (20, 64)]:
    net = deep(depth)
    count, _ = stored(net, net, torch.zeros(batch, 64))
    kept[depth, batch] = count
    print(f"{depth} layers, batch {batch}: {count:,} numbers stored")
# --8<-- [end:count]
# --8<-- [start:checkpoint]
torch.manual_seed(0)
net, x = deep(12), torch.randn(32, 64)
parts = partial(checkpoint_sequential, net, 4, use_reentrant=False)
numbers, flops, grads = [], [], []
for run in (net, parts):
    net.zero_grad()
    with FlopCounterMode(display=False) as counter:
        count, out = stored(net, run, x)
        out.square().mean().backward()
    numbers.append(count)
    flops.append(counter.get_total_flops())
    grads.append(net[0].weight.grad.clone())
print("same gradient:", torch.allclose(*grads))
print(f"stored: {numbers[0]:,} numbers, with checkpoints {numbers[1]:,}")
print(f"work with checkpoints: {flops[1] / flops[0]:.2f} times")
# --8<-- [end:checkpoint]

assert kept[20, 32] == 21 * 32 * 64, "backward needs input and 20 outputs"
assert kept[20, 64] == 2 * kept[20, 32], "twice the batch, twice the memory"
assert torch.allclose(*grads), "checkpoints change no gradient"
assert numbers == [13 * x.numel(), 7 * x.numel()], (
    "checkpoints keep 7 activations instead of 13"
)
