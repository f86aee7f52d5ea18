"""A small net learns more from a large net's answers than from labels."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)
# --8<-- [end:data]
# --8<-- [start:teacher]
def train(units, x, targets, hot=1, lr=0.02, steps=80):
    net = nn.Sequential(
        nn.Linear(64, units), nn.ReLU(), nn.Linear(units, 10))
    net.double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        F.cross_entropy(net(x) / hot, targets).backward()
        optimizer.step()
    with torch.no_grad():
        right = net(x_test).argmax(1) == y_test
    return net, right.double().mean().item()
torch.manual_seed(0)
teacher, best = train(64, x, y)
with torch.no_grad():
    soft = (teacher(x) / 3).softmax(1)  # at temperature 3
# --8<-- [end:teacher]
# --8<-- [start:students]
few = 50  # labels that the students get
students = {
    "labels": (x[:few], y[:few]),
    "answers": (x[:few], soft[:few], 3),
    "answers, hard": (x[:few], soft[:few].argmax(1)),
    "answers to all images": (x, soft, 3),
}
acc = {}
print(f"teacher               {best:.0%}")
for name, told in students.items():
    acc[name] = train(16, *told)[1]
    print(f"{name:21} {acc[name]:.0%}")
# --8<-- [end:students]
# --8<-- [start:figure]
k = soft.max(1).values.argmin()  # where the teacher is least sure
print(", ".join(f"{d}: {s:.0%}" for s, d in zip(*soft[k].topk(4))))
fig, axes = plt.subplots(1, 2, figsize=(4.5, 2.4), layout="constrained")
axes[0].imshow(x[k].view(8, 8).tolist(), cmap="gray_r")
axes[0].set(title=f"label {y[k].item()}", xticks=[], yticks=[])
axes[1].bar(range(10), (100 * soft[k]).tolist(), color="C0")
axes[1].set(title="teacher's shares (%)", xlabel="digit", xticks=range(10))
plt.show()
# --8<-- [end:figure]
labels, answers, hard, everything = acc.values()
assert answers > max(labels, hard), "the teacher's shares teach more " \
    "than labels, and more than its hard answers"
assert everything > answers, "its answers to images without labels " \
    "teach most"
