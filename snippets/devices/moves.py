"""Module.to moves parameters and buffers; Tensor.to gives another tensor."""

# --8<-- [start:moves]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 2)  # its weight: a parameter
        self.register_buffer("mean", torch.ones(3))
        self.scale = torch.ones(3)  # wrong: a plain attribute

    def forward(self, x):
        return self.layer((x - self.mean) * self.scale)


net, x = Net(), torch.ones(2, 3)
same = net.to("meta") is net, x.to("meta") is x
print("gives itself: net.to", same[0], " x.to", same[1])
moved = {"parameter": net.layer.weight.is_meta, "buffer": net.mean.is_meta,
         "attribute": net.scale.is_meta, "x": x.is_meta}
for name, there in moved.items():
    print(f"{name:9} moved: {there}")
# --8<-- [end:moves]
# --8<-- [start:error]
message = ""
try:
    net(x.to("meta"))
except RuntimeError as error:
    message = str(error)
    print(message)
scale = net.scale
del net.scale
net.register_buffer("scale", scale.to("meta"))  # right
print(tuple(net(x.to("meta")).shape))
# --8<-- [end:error]

assert same == (True, False), "a module moves itself, a tensor gives another"
assert list(moved.values()) == [True, True, False, False], "parameters and " \
    "buffers move, a plain attribute and the data stay"
assert "is not on the expected device" in message, "a forward pass over two " \
    "devices raises"
