"""Six loops, each with one line that is wrong: each has a curve of its own."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
data, y = (torch.tensor(a).to(device) for a in load_digits(return_X_y=True))
# --8<-- [end:data]
# --8<-- [start:loop]
def train(wrong=0, lr=0.005, epochs=4):  # wrong: the number of a line
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    net, losses = net.double().to(device), []
    x = data / (1 if wrong == 1 else 16)
    optimizer = torch.optim.Adam(net.parameters(), lr * 100**(wrong == 2))
    for epoch in range(epochs):
        rows = y.argsort(stable=True) if wrong == 3 else torch.randperm(1797)
        for batch in rows[:1792].to(device).split(64):
            z = net(x[batch]).softmax(1) if wrong == 4 else net(x[batch])
            loss = nn.functional.cross_entropy(z, y[batch])
            if wrong != 5:
                optimizer.zero_grad()
            loss.backward()
            if wrong != 7:
                optimizer.step()
            losses.append(loss.item())
    means = torch.tensor(losses).view(-1, 7).mean(1)  # 4 an epoch
    return [losses[0], *means.tolist()]
# --8<-- [end:loop]
# --8<-- [start:curves]
broken = 4, 3, 1, 7, 5, 2  # the line that is wrong in curves 1 to 6
curves = [train(wrong) for wrong in (0, *broken)]
for curve in curves:
    print(*(f"{loss:.2f}" for loss in curve))
# --8<-- [end:curves]
# --8<-- [start:looks]
for number, line in *enumerate(broken, 1), (3, 2), (5, 6), (6, 1):
    curve = curves[number]
    print(f"curve {number} line {line}: first {curve[0]:.2f},",
          f"lowest {min(curve):.2f}, last {curve[-1]:.2f},",
          f"found {int(broken[number - 1] == line)}")
fig, axes = plt.subplots(3, 2, sharex=True, sharey=True,
                         figsize=(4.5, 4.2), layout="constrained")
for number, ax in enumerate(axes.flat, 1):
    ax.semilogy(curves[0], "--", color="gray")
    ax.semilogy(curves[number], color="C0")
    ax.set(title=f"curve {number}", xticks=[0, 8, 16])
fig.supxlabel("quarter of an epoch")
fig.supylabel("mean loss (log scale)")
plt.show()
# --8<-- [end:looks]
floor, _, raw, still, rises, wild = curves[1:]
assert raw[0] > 2.6 > max(curve[0] for curve in curves if curve is not raw), \
    "only raw pixels begin above the rest"
assert max(still) - min(still) < 0.1, "without a step the loss stays"
assert max(rises[5:]) > 1.5 * min(rises[:7]), \
    "without zero_grad the loss falls and rises again"
assert 1.46 < min(floor) < max(floor[-4:]) < 1.8, "two softmaxes have a floor"
assert max(wild) > 10, "a rate a hundred times too large throws the loss up"
