"""A two-layer module is a composite of functions, equal to its formula."""

# --8<-- [start:class]
import torch
from torch import nn


class SimpleMLP(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.hidden = nn.Linear(n_in, n_hidden)
        self.act = nn.Sigmoid()
        self.out = nn.Linear(n_hidden, n_out)

    def forward(self, x):  # (batch, n_in)
        h = self.act(self.hidden(x))  # (batch, n_hidden)
        return self.out(h)  # (batch, n_out)


torch.manual_seed(0)
net = SimpleMLP(10, 20, 1)
print(net)
for name, p in net.named_parameters():
    print(f"{name:14} {tuple(p.shape)}")
print(sum(p.numel() for p in net.parameters()), "parameters")
# --8<-- [end:class]

# --8<-- [start:formula]
x = torch.randn(5, 10)  # (batch, n_in)
W1, b1, W2, b2 = net.parameters()
logistic = 1 / (1 + torch.exp(-(x @ W1.T + b1)))  # 20 logistic regressions
linear = logistic @ W2.T + b2  # one linear regression on top
print("module equals formula:", torch.allclose(net(x), linear, atol=1e-6))
f1, f2 = (lambda x: net.act(net.hidden(x))), net.out
print("module equals f2(f1(x)):", torch.equal(net(x), f2(f1(x))))
try:
    x @ W1 + b1  # the layout (in, out): not torch's
except RuntimeError as error:
    print(str(error).removeprefix("mm: "))  # a prefix of newer versions
# --8<-- [end:formula]

assert torch.allclose(net(x), linear, atol=1e-6), "the module answers " \
    "what the formula with W1, b1, W2 and b2 gives"
assert W1.shape == (20, 10), "the weight of nn.Linear(10, 20) " \
    "has the shape (20, 10)"
assert sum(p.numel() for p in net.parameters()) == 241, "the network has " \
    "10·20 + 20 + 20·1 + 1 = 241 parameters"
