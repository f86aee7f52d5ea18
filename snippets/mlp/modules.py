"""nn.Module finds parameters and sub-modules, not tensors in plain lists."""

# --8<-- [start:registered]
import torch
from torch import nn


class Parts(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))  # trained
        self.layer = nn.Linear(2, 2)  # its parameters are found too
        self.listed = nn.ModuleList([nn.Linear(2, 2)])  # and these
        self.register_buffer("mean", torch.zeros(2))  # saved, not trained
        self.plain_tensor = torch.ones(1)  # not seen
        self.plain_list = [nn.Linear(2, 2)]  # not seen


parts = Parts()
print("parameters:", [name for name, _ in parts.named_parameters()])
print("buffers:   ", [name for name, _ in parts.named_buffers()])
print("state_dict:", len(parts.state_dict()), "entries")
# --8<-- [end:registered]


# --8<-- [start:forgotten]
class NoSuper(nn.Module):
    def __init__(self):
        self.act = nn.ReLU()  # super().__init__() is missing


try:
    NoSuper()
except AttributeError as error:
    print(error)
# --8<-- [end:forgotten]

names = [name for name, _ in parts.named_parameters()]
assert not any("plain" in name for name in names), "no parameter " \
    "is found in a plain list or a plain tensor"
assert "listed.0.weight" in names and "mean" not in names, \
    "a ModuleList is searched, and a buffer is not a parameter"
assert sum(p.numel() for p in parts.parameters()) == 13, \
    "the parameters are a scale and two layers of 2·2 + 2 numbers each"
assert sum(value.numel() for value in parts.state_dict().values()) == 15, \
    "the state_dict holds the 13 parameters and the buffer of 2 numbers"
parts.double()
assert parts.plain_list[0].weight.dtype == torch.float32, \
    "a conversion of the module passes a layer in a plain list by"
