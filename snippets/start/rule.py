"""A rule for the digit 9, written by hand, beside a network that learnt."""

# --8<-- [start:rule]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn


def is_nine(image):  # (8, 8) grey values from 0 to 1
    """A nine is a loop with a stroke: paper enclosed by ink, high up."""
    framed = nn.functional.pad(image, [1, 1, 1, 1])  # (10, 10)
    paper = set(map(tuple, (framed < 0.5).nonzero().tolist()))
    todo = [(0, 0)]
    while todo:  # take away all paper that a walk from the corner reaches
        i, j = todo.pop()
        if (i, j) in paper:
            paper.remove((i, j))
            todo += [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]
    return len(paper) > 0 and max(i for i, j in paper) < 6
# --8<-- [end:rule]
# --8<-- [start:score]
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(a) for a in load_digits(return_X_y=True))
x, x_test, y, y_test = train_test_split(
    x.float() / 16, y, test_size=450, stratify=y, random_state=0)
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
net, x, y = net.to(device), x.to(device), y.to(device)
lr, steps = 0.01, 100
optimizer = torch.optim.Adam(net.parameters(), lr=lr)
for step in range(steps):
    optimizer.zero_grad()
    nn.functional.cross_entropy(net(x), y).backward()
    optimizer.step()
with torch.no_grad():
    learnt = net(x_test.to(device)).argmax(1).cpu() == 9
written = torch.tensor([is_nine(image.view(8, 8)) for image in x_test])
nines, found, wrong = y_test == 9, {}, {}
for name, says in (("rule", written), ("network", learnt)):
    found[name] = (says & nines).sum().item()
    wrong[name] = (says & ~nines).sum().item()
    print(f"{name:8} finds {found[name]} of {nines.sum()} nines",
          f"and {wrong[name]} others")
# --8<-- [end:score]
# --8<-- [start:figure]
fig, axes = plt.subplots(2, 4, figsize=(4.5, 2.6), layout="constrained")
rows = {"nines missed": ~written & nines, "called nines": written & ~nines}
for row, (name, chosen) in zip(axes, rows.items()):
    row[0].set_ylabel(name)
    for ax, k in zip(row, chosen.nonzero()[:, 0].tolist()):
        ax.imshow(x_test[k].view(8, 8).tolist(), cmap="gray_r")
        ax.set(title=f"a {y_test[k]}", xticks=[], yticks=[])
plt.show()
# --8<-- [end:figure]
assert found["network"] > found["rule"] + 5, "the network finds " \
    "over 5 more of the nines than the written rule"
assert wrong["network"] < wrong["rule"] / 3, "the network has less than " \
    "a third of the rule's false alarms"
