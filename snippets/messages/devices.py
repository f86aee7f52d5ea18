"""Tensors on two devices, shown with meta, which holds no numbers."""

# --8<-- [start:two]
import torch
from torch import nn

x = torch.ones(2, 4)
net = nn.Linear(4, 3, device="meta")  # shapes without numbers
try:
    x.add(torch.ones(2, 4, device="meta"))  # wrong: two places
except RuntimeError as error:
    print(error)
y = net(x.to("meta"))  # right: data go where the net is
print(tuple(y.shape))
# --8<-- [end:two]

# --8<-- [start:numpy]
try:
    x.to("meta").numpy()  # wrong: NumPy lives on the CPU
except TypeError as error:
    print(error)
print(x.to("cpu").numpy().tolist())  # right
# --8<-- [end:numpy]

# --8<-- [start:meta]
try:
    net.to("cpu")  # wrong: there are no numbers to move
except NotImplementedError as error:
    print(str(error).split("! ")[0])
net = net.to_empty(device="cpu")  # right: room, then numbers
nn.init.ones_(net.weight)
nn.init.ones_(net.bias)
print(net(x).tolist())
# --8<-- [end:meta]

# --8<-- [start:name]
try:
    x.to("gpu")  # wrong: no such name
except RuntimeError as error:
    print("…" + str(error).partition("privateuseone")[2])
print(x.to("cpu").sum().item())  # right
# --8<-- [end:name]
assert y.shape == (2, 3), "on one device a layer works"
assert net(x)[0].tolist() == [5, 5, 5], "a net that was filled computes"
