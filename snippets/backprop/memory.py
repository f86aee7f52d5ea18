"""The backward pass needs stored activations; checkpoints recompute them."""
# --8<-- [start:kept]
import torch
from torch import nn
from torch.autograd.graph import saved_tensors_hooks
from torch.utils.checkpoint import checkpoint_sequential
from torch.utils.flop_counter import FlopCounterMode


def deep(depth):
    pairs = [(nn.Linear(64, 64), nn.Tanh()) for _ in range(depth)]
    return nn.Sequential(*(layer for pair in pairs for layer in pair))


kept = {}
for depth, batch in [(5, 32), (10, 32), (20, 32), (20, 64)]:
    net, stored = deep(depth), {}
    weights = {p.data_ptr() for p in net.parameters()}

    def pack(t):  # torch calls it for each tensor that backward will need
        stored[t.data_ptr()] = 0 if t.data_ptr() in weights else t.numel()
        return t

    with saved_tensors_hooks(pack, lambda t: t):
        net(torch.randn(batch, 64))
    kept[depth, batch] = n = sum(stored.values())
    print(f"{depth} layers, batch {batch}: {n:,} numbers stored")
# --8<-- [end:kept]
# --8<-- [start:checkpoint]
torch.manual_seed(0)
net, x = deep(12), torch.randn(32, 64)
flops, grads = [], []
for checkpoints in (False, True):
    net.zero_grad()
    with FlopCounterMode(display=False) as counter:
        if checkpoints:
            out = checkpoint_sequential(net, 4, x, use_reentrant=False)
        else:
            out = net(x)
        out.square().mean().backward()
    flops.append(counter.get_total_flops())
    grads.append(net[0].weight.grad.clone())
print("same gradient:", torch.allclose(*grads))
print(f"work with checkpoints: {flops[1] / flops[0]:.2f} times")
# --8<-- [end:checkpoint]

assert kept[20, 32] - kept[10, 32] == 2 * (kept[10, 32] - kept[5, 32]), (
    "the stored numbers grow along a straight line with the depth"
)
assert kept[20, 64] == 2 * kept[20, 32], (
    "twice the batch stores twice as many numbers"
)
assert torch.allclose(*grads), "checkpoints change no gradient"
again = 9 * 2 * 32 * 64**2  # nine of twelve layers, 32 rows
assert flops[1] - flops[0] == again, "all parts but the last run forward twice"
assert 1.2 < flops[1] / flops[0] < 1.4, "checkpoints cost 20 to 40 % more work"
