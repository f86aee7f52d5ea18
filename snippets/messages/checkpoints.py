"""What load_state_dict and torch.load refuse, and how to load it after all."""

# --8<-- [start:keys]
import io
import pickle

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.body = nn.Linear(8, 4)
        self.fc = nn.Linear(4, classes)


net = Net(10)
state = Net(10).state_dict()
saved = {f"module.{key}": state[key] for key in state}
try:
    net.load_state_dict(saved)  # wrong: from a wrapped net
except RuntimeError as error:
    for line in str(error).split("\n"):
        print(line.strip())
saved = {k.removeprefix("module."): saved[k] for k in saved}
print(net.load_state_dict(saved))  # right
# --8<-- [end:keys]

# --8<-- [start:size]
other = Net(3)
try:
    other.load_state_dict(saved)  # wrong: 10 classes, not 3
except RuntimeError as error:
    for line in str(error).split("\n"):
        print(line.strip())
body = {k: saved[k] for k in saved if not k.startswith("fc.")}
other = Net(3)
other.load_state_dict(body, strict=False)  # right: no head
print(tuple(body["body.weight"].shape), sorted(body))
# --8<-- [end:size]

# --8<-- [start:weights-only]
file = io.BytesIO()
torch.save(net.fc, file)  # wrong: the module itself
try:
    torch.load(io.BytesIO(file.getvalue()))
except pickle.UnpicklingError as error:
    print(str(error).split(". ")[0])
file = io.BytesIO()
torch.save(net.state_dict(), file)  # right: its tensors
loaded = torch.load(io.BytesIO(file.getvalue()))
print(list(loaded))
# --8<-- [end:weights-only]
assert len(saved) == len(net.state_dict()), "renamed keys are found"
assert other.body.weight.equal(net.body.weight), "the body is loaded"
assert other.fc.weight.shape == (3, 4), "the new head stays"
