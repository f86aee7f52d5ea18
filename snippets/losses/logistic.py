"""Logistic regression draws a straight border and gives probabilities."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from torch import nn

x, y = load_iris(return_X_y=True)
x, y = x[50:, 2:], y[50:] - 1  # petal length and width; 1 is virginica
parts = train_test_split(x, y, test_size=40, stratify=y, random_state=0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, x_test, y, y_test = (torch.tensor(p).float().to(device) for p in parts)
# --8<-- [end:data]

# --8<-- [start:train]
torch.manual_seed(0)
net = nn.Linear(2, 1).to(device)  # z = w₁ length + w₂ width + b
loss_of = nn.BCEWithLogitsLoss()
lr, steps = 0.1, 1000
optimizer = torch.optim.Adam(net.parameters(), lr=lr)
for step in range(steps):
    logits = net(x).squeeze(1)  # (60,), the shape of y
    loss = loss_of(logits, y)
    optimizer.zero_grad()
    loss.backward()
    if step == 0:
        by_hand = (torch.sigmoid(logits) - y) @ x / 60  # mean of (p − y) x
        same = torch.allclose(net.weight.grad[0], by_hand, rtol=1e-3)
        print("gradient by hand:", same)
    optimizer.step()

flowers = torch.tensor([[4.5, 1.5], [4.9, 1.7], [5.3, 1.9]], device=device)
with torch.no_grad():
    right = (net(x_test).squeeze(1) > 0) == (y_test == 1)
    three = torch.sigmoid(net(flowers)).squeeze(1)
acc = right.float().mean().item()
print(f"loss {loss.item():.2f}  test accuracy {acc:.2f}  chance 0.50")
for p in three:
    print(f"probability of virginica {p:.2f}")
# --8<-- [end:train]

# --8<-- [start:figure]
lengths, widths = torch.linspace(2.8, 7.2, 45), torch.linspace(0.9, 2.9, 45)
grid = torch.cartesian_prod(lengths, widths).to(device)  # (2025, 2)
with torch.no_grad():
    p = torch.sigmoid(net(grid)).reshape(45, 45).T.cpu()
fig, axes = plt.subplots(figsize=(4.5, 4), layout="constrained")
kinds = [axes.scatter(*x[y == kind].T.cpu(), marker=marker)
         for kind, marker in ((0, "o"), (1, "^"))]
lines = axes.contour(lengths, widths, p, [0.1, 0.5, 0.9], colors="gray",
                     linestyles=[":", "-", "--"])
fig.legend(kinds + lines.legend_elements()[0],
           ["versicolor", "virginica", *(f"p = {p}" for p in lines.levels)],
           loc="outside upper center", ncols=2)
axes.set(xlabel="petal length (cm)", ylabel="petal width (cm)")
plt.show()
# --8<-- [end:figure]
assert same, "the gradient is the mean of (p − y) x"
assert acc > 0.8, "test accuracy is above 0.8, where chance gives 0.5"
