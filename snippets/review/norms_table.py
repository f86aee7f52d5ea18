"""Of four norms only batch norm needs its company, and only it folds away."""

# --8<-- [start:table]
import torch
from torch import nn

torch.manual_seed(0)
a, b = torch.randn(2, 5, 4, dtype=torch.float64)  # two batches of 5 samples
norms = {"batch": nn.BatchNorm1d(4), "layer": nn.LayerNorm(4),
         "group": nn.GroupNorm(2, 4), "RMS": nn.RMSNorm(4)}


def answers(norm):
    yield torch.allclose(norm(a)[:2], norm(a[:2]))  # alone as in a batch
    trained = norm.train()(a)
    yield torch.allclose(norm.eval()(a), trained)  # in use as in training
    middle = (norm(a) + norm(b)) / 2  # what a straight map would give
    yield torch.allclose(norm((a + b) / 2), middle)


print("norm  learnt stored alone train=eval folds")
for name, norm in norms.items():
    sizes = [sum(p.numel() for p in part if p.is_floating_point())
             for part in (norm.double().parameters(), norm.buffers())]
    norms[name] = told = list(answers(norm))
    said = ["yes" if yes else "no" for yes in told]
    print("{:5} {:6} {:6} {:>5} {:>10} {:>5}".format(name, *sizes, *said))
# --8<-- [end:table]

assert norms["batch"] == [False, False, True], "batch norm needs company, " \
    "changes between training and use, and is a straight map in use"
for name in ("layer", "group", "RMS"):
    assert norms[name] == [True, True, False], "layer, group and RMS norm " \
        "need no company, do not change in use, and are no straight map"
