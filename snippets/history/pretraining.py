"""Pretraining rescues a deep sigmoid net; larger weights do better."""

# --8<-- [start:pretrain]
import torch
from sklearn.datasets import load_digits
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(d).to(device) for d in load_digits(return_X_y=True))
x, x_new, y, y_new = x[:1347] / 16, x[1347:] / 16, y[:1347], y[1347:]

def pretrain(v, epochs=5, lr=0.5):  # v: (images, units below)
    W = (0.01 * torch.randn(v.shape[1], 48)).double().to(device)
    b = torch.zeros_like(W[0])
    for epoch in range(epochs):
        for up in v[torch.randperm(len(v))].split(64):
            h = (up @ W + b).sigmoid()
            drawn = (torch.rand(h.shape).to(device) < h).double()
            down = (drawn @ W.T).sigmoid()  # what h recalls
            again = (down @ W + b).sigmoid()
            W += lr * (up.T @ h - down.T @ again) / len(up)
            b += lr * (h - again).mean(0)
    return W, (v @ W + b).sigmoid()
# --8<-- [end:pretrain]
# --8<-- [start:starts]
torch.manual_seed(0)
Ws, v = [], x
for n in (64, 48, 48, 48):  # four layers, the lowest first
    W, v = pretrain(v)
    small = (2 * torch.rand(n, 48) - 1).to(device) / n**0.5
    large = 4 * (2 / (n + 48)) ** 0.5 * torch.randn(n, 48).to(device)
    Ws.append(torch.stack([small, W, large]))  # for three nets
Ws.append(torch.zeros(3, 48, 10).double().to(device))
bs = [torch.zeros(3, 1, W.shape[2]).double().to(device) for W in Ws]
print("first layer, spread:", *(f"{W.std():.2f}" for W in Ws[0]))
# --8<-- [end:starts]
# --8<-- [start:train]
def net(h):
    for W, b in zip(Ws, bs):
        z = h @ W + b
        h = z.sigmoid()
    return z  # (3, rows, 10), the logits

numbers, epochs = [n.requires_grad_() for n in Ws + bs], 10
optimizer = torch.optim.SGD(numbers, lr=0.1, momentum=0.9)
for epoch in range(epochs):
    for rows in torch.randperm(len(x)).split(64):
        logits = net(x[rows]).flatten(0, 1)
        optimizer.zero_grad()
        (3 * F.cross_entropy(logits, y[rows].repeat(3))).backward()
        optimizer.step()
with torch.no_grad():
    acc = (net(x_new).argmax(2) == y_new).double().mean(1).tolist()
print("small {:.0%}, pretrained {:.0%}, large {:.0%}".format(*acc))
# --8<-- [end:train]

assert acc[0] < 0.2, "after 10 epochs the net with small weights is at chance"
assert acc[1] > 0.4, "pretraining rescues it"
assert acc[2] > acc[1], "larger starting weights do better than pretraining"
