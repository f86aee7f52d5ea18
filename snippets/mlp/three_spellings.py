"""One 784-200-200-10 net in three spellings: equal outputs, unequal keys."""

# --8<-- [start:functional]
import torch
import torch.nn.functional as F
from torch import nn


def functional(x, W1, b1, W2, b2, W3, b3):  # no state of its own
    x = x.flatten(1)  # (batch, 1, 28, 28) → (batch, 784)
    x = F.relu(F.linear(x, W1, b1))  # (batch, 200)
    x = F.relu(F.linear(x, W2, b2))  # (batch, 200)
    return F.linear(x, W3, b3)  # (batch, 10) logits
# --8<-- [end:functional]


# --8<-- [start:class]
class MyNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(784, 200)
        self.fc2 = nn.Linear(200, 200)
        self.fc3 = nn.Linear(200, 10)

    def forward(self, x):
        x = F.relu(self.fc1(self.flatten(x)))
        return self.fc3(F.relu(self.fc2(x)))
# --8<-- [end:class]


# --8<-- [start:compare]
torch.manual_seed(0)
mine = MyNetwork()
chain = nn.Sequential(nn.Flatten(), nn.Linear(784, 200), nn.ReLU(),
                      nn.Linear(200, 200), nn.ReLU(), nn.Linear(200, 10))
weights = list(mine.parameters())
for group in weights, list(mine.parameters()), list(chain.parameters()):
    print(f"{sum(p.numel() for p in group):,} parameters")
print(list(mine.state_dict())[:3], list(chain.state_dict())[:3])
try:
    chain.load_state_dict(mine.state_dict())
except RuntimeError as error:
    print(str(error).split("\t")[1].split(",")[0])  # the first of them
values = mine.state_dict().values()
chain.load_state_dict(dict(zip(chain.state_dict(), values)))
x = torch.rand(5, 1, 28, 28)
print("class equals Sequential:", torch.equal(mine(x), chain(x)))
print("functional equals both:", torch.equal(mine(x), functional(x, *weights)))
# --8<-- [end:compare]

assert torch.equal(mine(x), chain(x)), "the class and " \
    "the Sequential give equal outputs"
assert torch.equal(mine(x), functional(x, *weights)), "the class " \
    "and the functions give equal outputs"
assert sum(p.numel() for p in weights) == 199_210, "784-200-200-10 " \
    "has 199,210 parameters"
