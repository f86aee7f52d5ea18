"""Calls with too much, too little, or something else than a tensor."""

# --8<-- [start:list]
import torch
from torch import nn
from torch.nn import functional as F

x = torch.zeros(8, 4)
layers = [nn.Linear(4, 3), nn.ReLU()]
try:
    nn.Sequential(layers)  # wrong: one list
except TypeError as error:
    print(error)
net = nn.Sequential(*layers)  # right: its parts
print(tuple(net(x).shape))
# --8<-- [end:list]


# --8<-- [start:none]
class Silent(nn.Module):
    def forward(self, x):
        net(x)  # wrong: returns nothing


class Spoken(Silent):
    def forward(self, x):
        return net(x)  # right


y = torch.zeros(8, dtype=torch.long)
try:
    F.cross_entropy(Silent()(x), y)
except TypeError as error:
    print(error)
loss = F.cross_entropy(Spoken()(x), y)
print(tuple(loss.shape))
# --8<-- [end:none]

# --8<-- [start:arguments]
try:
    Spoken()(x, x)  # wrong: one argument too many
except TypeError as error:
    print(error)
try:
    nn.Linear(4)  # wrong: one too few
except TypeError as error:
    print(error)
out = nn.Linear(4, 3)(x)  # right
print(tuple(out.shape))
# --8<-- [end:arguments]
assert net(x).shape == (8, 3), "layers one by one make a Sequential"
assert loss.ndim == 0, "what forward returns, the loss can read"
assert out.shape == (8, 3), "with both sizes there is a layer"
