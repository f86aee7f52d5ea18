"""What is added has to be zero at the start. One layer of zeros is enough
for that, and it must be the one through which the gradient still reaches
something that moves. Nothing comes behind the sum.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
class Block(nn.Module):  # (rows, d) -> (rows, d)
    def __init__(self, d):
        super().__init__()
        self.first, self.last = nn.Linear(d, d), nn.Linear(d, d)
        ...  # your code: let the block begin as the identity

    def forward(self, x):
        ...  # your code: first, ReLU, last, and the shortcut
# --8<-- [end:stub]
# --8<-- [start:solution]
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.first, self.last = nn.Linear(d, d), nn.Linear(d, d)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, x):
        return x + self.last(self.first(x).relu())
# --8<-- [end:solution]
# --8<-- [start:wrong-fresh]
# gets: the block changes its input: start the last weight and bias at 0
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.first, self.last = nn.Linear(d, d), nn.Linear(d, d)

    def forward(self, x):
        return x + self.last(self.first(x).relu())
# --8<-- [end:wrong-fresh]
# --8<-- [start:wrong-path]
# gets: all outputs are 0: add the input
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.first, self.last = nn.Linear(d, d), nn.Linear(d, d)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, x):
        return self.last(self.first(x).relu())
# --8<-- [end:wrong-path]
# --8<-- [start:wrong-relu]
# gets: what is negative is lost: no ReLU behind the sum
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.first, self.last = nn.Linear(d, d), nn.Linear(d, d)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, x):
        return (x + self.last(self.first(x).relu())).relu()
# --8<-- [end:wrong-relu]
# --8<-- [start:wrong-both]
# gets: with zeros in both layers no weight gets a gradient: one is enough
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.first, self.last = nn.Linear(d, d), nn.Linear(d, d)
        for part in self.parameters():
            nn.init.zeros_(part)

    def forward(self, x):
        return x + self.last(self.first(x).relu())
# --8<-- [end:wrong-both]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for d in (8, 12, 20):
    block, x = Block(d), torch.randn(30, d)
    found = block(x)
    assert found is not None and found.shape == x.shape, (
        "return (rows, d)")
    assert found.any(), "all outputs are 0: add the input"
    assert not torch.equal(found, x.relu()), (
        "what is negative is lost: no ReLU behind the sum")
    assert torch.equal(found, x), (
        "the block changes its input: start the last weight and bias at 0")
    found.square().sum().backward()
    assert block.last.weight.grad.any(), (
        "with zeros in both layers no weight gets a gradient: one is enough")
    for part in block.parameters():
        nn.init.normal_(part)  # as if it had learnt
    hidden = F.relu(F.linear(x, block.first.weight, block.first.bias))
    wanted = x + F.linear(hidden, block.last.weight, block.last.bias)
    assert torch.allclose(block(x), wanted, atol=1e-4), (
        "after training it is not x + last(relu(first(x)))")
print("solved")
# --8<-- [end:checker]
