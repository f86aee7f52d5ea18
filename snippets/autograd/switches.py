"""eval() and no_grad() switch different things; neither does both."""

# --8<-- [start:table]
from contextlib import nullcontext

import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(64, 4)  # (batch, features)
seen = {}


def probe(name, train, guard):
    """Run one batch and report what was switched on."""
    net = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4), nn.Dropout())
    net.train(train)
    with guard:
        out = net(x)
    moved = net[1].running_mean.abs().sum().item() > 0
    seen[name] = [out.requires_grad, moved, (out == 0).any().item()]
    graph, stats, drop = ["yes" if s else "no" for s in seen[name]]
    print(f"{name:15}{graph:7}{stats:12}{drop}")


# --8<-- [end:table]

# --8<-- [start:modes]
print(f"{'':15}graph  statistics  dropout")
probe("train()", True, nullcontext())
probe("eval()", False, nullcontext())
probe("no_grad()", True, torch.no_grad())
probe("eval + no_grad", False, torch.no_grad())
probe("inference_mode", True, torch.inference_mode())
# --8<-- [end:modes]

# --8<-- [start:exceptions]
with torch.no_grad():
    leaf = torch.ones(2, requires_grad=True)
    layer = nn.Linear(2, 2)
print("made under no_grad:", leaf.requires_grad, layer.weight.requires_grad)
cut = leaf.detach()  # the same memory, outside the graph
cut += 1
print("detach:", cut.requires_grad, "and leaf is now", leaf.tolist())
with torch.inference_mode():
    frozen = torch.ones(2)
try:
    (frozen * leaf).sum()
except RuntimeError as error:
    print(str(error).split(". ")[0] + ".")
# --8<-- [end:exceptions]

assert seen["eval()"] == [True, False, False], "eval stops all but the graph"
assert seen["no_grad()"] == [False, True, True], "no_grad stops only the graph"
assert not any(seen["eval + no_grad"]), "together, eval and no_grad stop all"
nn.functional.mse_loss(layer(leaf), cut).backward()
learns = leaf.grad is not None and layer.weight.grad is not None
assert learns, "a leaf and a layer made under no_grad get gradients"
assert (frozen.clone() * leaf).sum().requires_grad, "a clone " \
    "of an inference tensor may be saved for backward"
