"""A CNN beside MLPs with as many weights, and with as many products."""

# --8<-- [start:nets]
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.datasets import MNIST

device = "cuda" if torch.cuda.is_available() else "cpu"
data = MNIST("data", train=True, download=True)
x = data.data[:14000, None, ::2, ::2].to(device).double() / 255
y = data.targets[:14000].to(device)

def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 5, stride=2, padding=2), nn.ReLU(),  # (n, 8, 7, 7)
        nn.Conv2d(8, 16, 5, stride=2, padding=2), nn.ReLU(),  # (n, 16, 4, 4)
        nn.Flatten(), nn.Linear(16 * 4 * 4, 10))

def mlp(hidden):
    return nn.Sequential(nn.Flatten(), nn.Linear(196, hidden), nn.ReLU(),
                         nn.Linear(hidden, 10))
# --8<-- [end:nets]
# --8<-- [start:train]
def products(net):  # multiplications for one image
    total, a = 0, x[:1]
    for layer in net:
        a = layer(a)
        if hasattr(layer, "weight"):  # a dense layer has one place
            places = a[0].numel() // len(layer.weight)
            total += layer.weight.numel() * places
    return total

def accuracy(net, lr=5e-3, epochs=2):
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        for i in torch.randperm(12000).to(device).split(60):
            optimizer.zero_grad()
            F.cross_entropy(net(x[i]), y[i]).backward()
            optimizer.step()
    with torch.no_grad():
        hits = net(x[12000:]).argmax(1) == y[12000:]
    return 100 * hits.double().mean().item()
# --8<-- [end:train]
# --8<-- [start:compare]
torch.manual_seed(0)
scores = {}
for name, net in {"CNN": cnn(), "MLP, as many weights": mlp(29),
                  "MLP, as many products": mlp(308)}.items():
    net.double().to(device)
    weights = sum(p.numel() for p in net.parameters())
    scores[name] = accuracy(net)
    print(f"{name:21} {weights:6,} weights, {products(net):6,} products:",
          f"{scores[name]:.1f} %")
# --8<-- [end:compare]
few, many = list(scores.values())[1:]
assert scores["CNN"] > few + 2, (
    "after two epochs the CNN is 2 points above the MLP with as many weights")
assert abs(scores["CNN"] - many) < 1.5, (
    "the CNN is within 1.5 points of the MLP with as many products")
