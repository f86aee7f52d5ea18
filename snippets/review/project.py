"""One whole project, from a baseline to one look at the test images."""
# --8<-- [start:data]
import copy
import torch
from sklearn.datasets import load_digits
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
x = torch.tensor(x / 16).view(-1, 1, 8, 8).to(device)  # float64
y = torch.tensor(y).to(device)
mixed = torch.randperm(len(x), generator=torch.Generator().manual_seed(0))
learn, choose, report = mixed.to(device).split([1047, 300, 450])
# --8<-- [end:data]
# --8<-- [start:nets]
def conv(width):  # channels
    return nn.Sequential(
        nn.Conv2d(1, width, 3, padding=1, bias=False), nn.BatchNorm2d(width),
        nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(width, 2 * width, 3, bias=False),
        nn.BatchNorm2d(2 * width), nn.ReLU(), nn.Flatten(),
        nn.Linear(8 * width, 10))
nets = {"linear": nn.Sequential(nn.Flatten(), nn.Linear(64, 10)),
        "4 channels": conv(4), "12 channels": conv(12)}
# --8<-- [end:nets]
# --8<-- [start:fit]
def judge(net, rows):
    with torch.no_grad():
        logits = net.eval()(x[rows])
    return nn.functional.cross_entropy(logits, y[rows]), logits.argmax(1)
def fit(net, epochs=5, lr=0.01):
    best, history = None, []
    optimizer = torch.optim.AdamW(net.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for epoch in range(epochs):
        for part in learn[torch.randperm(len(learn)).to(device)].split(64):
            loss = nn.functional.cross_entropy(net.train()(x[part]), y[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        schedule.step()
        history.append(judge(net, choose)[0].item())
        if history[-1] == min(history):
            best = copy.deepcopy(net.state_dict())
    net.load_state_dict(best)
    return min(history)
# --8<-- [end:fit]
# --8<-- [start:choose]
losses = {name: fit(net.double().to(device)) for name, net in nets.items()}
for name, net in nets.items():
    print(f"{name:11} {(judge(net, choose)[1] == y[choose]).sum()} of 300")
name = min(losses, key=losses.get)
# --8<-- [end:choose]
# --8<-- [start:report]
answers = judge(nets[name], report)[1]  # the one look
p = (answers == y[report]).double().mean().item()
print(f"{name}: {100 * p:.1f} ± {200 * (p * (1 - p) / 450)**0.5:.1f} %")
# --8<-- [end:report]
assert losses["12 channels"] < losses["4 channels"] < losses["linear"], \
    "12 channels beat 4, and 4 beat the linear model, where one may choose"
assert p > 0.95, "the chosen net is right on over 95 % of the last images"
