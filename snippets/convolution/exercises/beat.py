"""Two layers of small windows, each with batch norm and a bend, halve the
image twice: by a stride, by pooling. Then few numbers are left for the last
layer, which would cost most.

Difficulty 3 of 3, about 20 minutes.
"""
# --8<-- [start:given]
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F

images, digits = map(torch.tensor, load_digits(return_X_y=True))
images = images.float().view(-1, 1, 8, 8) / 16
BAR, MOST = 0.97, 5000  # accuracy on held-out images, parameters


def accuracy(net, steps=200, lr=0.01):
    learn, held = torch.randperm(len(images)).split([1000, 797])
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for batch in learn[torch.randint(len(learn), (steps, 64))]:
        optimizer.zero_grad()
        F.cross_entropy(net(images[batch]), digits[batch]).backward()
        optimizer.step()
    with torch.no_grad():
        right = net.eval()(images[held]).argmax(1) == digits[held]
    return right.double().mean().item()
# --8<-- [end:given]
# --8<-- [start:stub]
def build():  # a fresh net: (batch, 1, 8, 8) to (batch, 10) logits
    ...  # your code: its mean accuracy over three trainings must beat BAR
# --8<-- [end:stub]
# --8<-- [start:solution]
def build():
    return nn.Sequential(
        nn.Conv2d(1, 12, 3, padding=1), nn.BatchNorm2d(12), nn.ReLU(),
        nn.Conv2d(12, 24, 3, 2, 1), nn.BatchNorm2d(24), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(96, 10))
# --8<-- [end:solution]
# --8<-- [start:wrong-dense]
# gets: it knows nothing of neighbours: share small windows
def build():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(64, 66), nn.ReLU(), nn.Linear(66, 10))
# --8<-- [end:wrong-dense]
# --8<-- [start:wrong-large]
# gets: too many parameters: pool before the last layer
def build():
    return nn.Sequential(nn.Conv2d(1, 12, 3, padding=1), nn.ReLU(),
                         nn.Flatten(), nn.Linear(768, 10))
# --8<-- [end:wrong-large]
# --8<-- [start:wrong-straight]
# gets: it is linear: put a bend between the layers
def build():
    return nn.Sequential(nn.Conv2d(1, 12, 3, padding=1), nn.AvgPool2d(2),
                         nn.Flatten(), nn.Linear(192, 10))
# --8<-- [end:wrong-straight]
# --8<-- [start:wrong-softmax]
# gets: return logits: the loss has its softmax
def build():
    return nn.Sequential(
        nn.Conv2d(1, 12, 3, padding=1), nn.ReLU(), nn.MaxPool2d(4),
        nn.Flatten(), nn.Linear(48, 10), nn.Softmax(dim=1))
# --8<-- [end:wrong-softmax]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
net, (a, b) = build(), torch.rand(2, 3, 1, 8, 8)
assert net is not None, "return a net"
assert sum(p.numel() for p in net.parameters()) <= MOST, (
    "too many parameters: pool before the last layer")
out = net.eval()
assert out(a).shape == (3, 10), "return ten logits for each image"
assert not torch.allclose(out(a).sum(1), torch.ones(3)), (
    "return logits: the loss has its softmax")
assert not torch.allclose(out(a) + out(b), out(a + b) + out(0 * a), 1e-4), (
    "it is linear: put a bend between the layers")
mean = sum(accuracy(build()) for _ in range(3)) / 3
assert mean > BAR or any(isinstance(m, nn.Conv2d) for m in net.modules()), (
    "it knows nothing of neighbours: share small windows")
assert mean > BAR, "more maps, batch norm, a second layer of windows?"
print("solved")
# --8<-- [end:checker]
