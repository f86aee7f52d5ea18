"""A module needs super().__init__() first, a forward, and what it names."""

# --8<-- [start:early]
import torch
from torch import nn


class Early(nn.Module):
    def __init__(self):
        self.act = nn.ReLU()  # wrong: too early


class Net(nn.Module):
    def __init__(self):
        super().__init__()  # right: this first
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)


try:
    Early()
except AttributeError as error:
    print(error)
print([name for name, _ in Net().named_parameters()])
# --8<-- [end:early]


# --8<-- [start:forward]
class Runs(nn.Module):
    def run(self, x):  # wrong: net(x) calls forward
        return x


x = torch.zeros(8, 4)
try:
    Runs()(x)
except NotImplementedError as error:
    print(error)
print(tuple(Net()(x).shape))  # right
# --8<-- [end:forward]

# --8<-- [start:attribute]
net = Net()
try:
    net.fc2(x)  # wrong: __init__ never set it
except AttributeError as error:
    print(error)
print(tuple(net.fc(x).shape))  # right
# --8<-- [end:attribute]
assert net.fc(x).shape == (8, 2), "a layer that was set takes the batch"
names = [name for name, _ in Net().named_parameters()]
assert names == ["fc.weight", "fc.bias"], "after super() layers are found"
