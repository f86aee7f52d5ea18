"""Six loops, five with a fault, draw curves that tell them apart."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
device = "cuda" if torch.cuda.is_available() else "cpu"
images, digits = map(torch.tensor, load_digits(return_X_y=True))
LOOPS = {"healthy": {}, "rate too small": {"lr": 0.0002},
         "rate too large": {"lr": 1.0}, "never steps": {"lr": 0.0},
         "too few images": {"n": 50}, "labels mixed": {"mixed": True}}
# --8<-- [end:data]
# --8<-- [start:train]
def train(lr=0.01, n=400, mixed=False, steps=40):
    rows, curves = torch.randperm(800), []
    x, y = images[rows] / 16, digits[rows]
    y[:n] = y[torch.randperm(n)] if mixed else y[:n]
    x, y = x.to(device), y.to(device)
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    net = net.double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for step in range(steps + 1):
        loss = F.cross_entropy(net(x[:n]), y[:n])
        with torch.no_grad():
            held = F.cross_entropy(net(x[400:]), y[400:])
        curves.append((loss.item(), held.item()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return [*zip(*curves)]
torch.manual_seed(0)
curves = {name: train(**fault) for name, fault in LOOPS.items()}
# --8<-- [end:train]
# --8<-- [start:draw]
dealt = [[*LOOPS][place] for place in torch.randperm(6)]
fig, axes = plt.subplots(3, 2, figsize=(4.5, 5), sharex=True,
                         sharey=True, layout="constrained")
for ax, letter, name in zip(axes.flat, "ABCDEF", dealt):
    ax.plot(curves[name][0], label="learnt")
    ax.plot(curves[name][1], "--", label="held out")
    ax.set(title=letter, xlabel="step", ylabel="loss", ylim=(0, 4))
    ax.label_outer()
plt.legend()
plt.show()
# --8<-- [end:draw]
# --8<-- [start:key]
for letter, name in zip("ABCDEF", dealt):
    print(letter, name)
# --8<-- [end:key]
level = [name for name, both in curves.items() if len({*both[0]}) == 1]
jumps = [name for name, both in curves.items() if max(both[0]) > both[0][0]]
rises = curves["labels mixed"][1]
gaps = {name: held[-1] - learn[-1] for name, (learn, held) in curves.items()}
assert level == ["never steps"], "only the loop that never steps is level"
assert jumps == ["rate too large"], \
    "only with a rate too large the learnt loss rises above its start"
assert rises[-1] > rises[0], "with mixed labels the held-out loss rises"
assert gaps["too few images"] > 2 * abs(gaps["healthy"]), \
    "with too few images the gap is more than twice that of health"
