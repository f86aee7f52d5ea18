"""Equal units get equal gradients, until something tells them apart."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(t).to(device) for t in load_digits(return_X_y=True))
x, y = x[:600] / 16, y[:600]  # (600, 64), float64
# --8<-- [end:data]


# --8<-- [start:train]
def train(start, steps=100, lr=0.05):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 16), nn.ReLU(), nn.Dropout(
        0.2 if start == "constant, dropout" else 0), nn.Linear(16, 10))
    net.double()
    if start != "default":
        for p in net.parameters():
            nn.init.constant_(p, 0.05)
    if start == "constant, noise":
        nn.init.normal_(net[0].weight, mean=0.05, std=1e-4)
    net.to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    for _ in range(steps):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()
    return net.eval()


# --8<-- [end:train]
# --8<-- [start:compare]
spread, acc = {}, {}
for start in ("default", "constant", "constant, noise", "constant, dropout"):
    net = train(start)
    w = net[0].weight.detach()  # (units, inputs)
    spread[start] = s = (w - w[0]).abs().max().item()
    with torch.no_grad():
        acc[start] = (net(x).argmax(1) == y).double().mean().item()
    print(f"{start:17} rows differ by {s:.3f}, accuracy {acc[start]:.3f}")
# --8<-- [end:compare]
# --8<-- [start:one]
net = train("constant")
one = nn.Linear(64, 1).double().to(device)  # one unit instead of sixteen
with torch.no_grad():
    one.weight.copy_(net[0].weight[:1])
    one.bias.copy_(net[0].bias[:1])
    total = net[3].weight.sum(1)  # (classes,)
    logits = one(x).relu() * total + net[3].bias
    print("same outputs:", torch.allclose(logits, net(x)))
# --8<-- [end:one]

assert spread["constant"] < 0.01, "equal units stay equal, but for rounding"
assert torch.allclose(logits, net(x), atol=0.01), \
    "sixteen equal units are one unit"
assert acc["constant"] < 0.5 < 0.8 < acc["default"], "after 100 steps the " \
    "equal start reads under half of the digits, the default over 80 %"
assert spread["constant, dropout"] > 0.05, "dropout alone breaks the symmetry"
