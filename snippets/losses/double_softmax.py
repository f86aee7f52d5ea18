"""With a softmax before CrossEntropyLoss most nets lose a whole digit."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)
x, x_test = x.float(), x_test.float()  # (1347, 64), (450, 64)
# --8<-- [end:data]

# --8<-- [start:train]
def train(extra, seed, lr=0.01, steps=60):
    torch.manual_seed(seed)
    layers = nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10), *extra
    net, losses = nn.Sequential(*layers).to(device), []
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for step in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():  # look, do not learn
        answers = net(x_test).argmax(dim=1)  # (450,)
    acc = (answers == y_test).float().mean().item()
    return losses, acc, answers.bincount(minlength=10).tolist()

runs = {}
for name, extra in ("logits", []), ("softmax too", [nn.Softmax(1)]):
    runs[name] = group = [train(extra, seed) for seed in range(10)]
    loss = sum(losses[-1] for losses, _, _ in group) / 10
    acc = sum(acc for _, acc, _ in group) / 10
    lost = sum(0 in counts for _, _, counts in group) > 5
    print(f"{name:11}  loss {loss:.2f}  accuracy {acc:.2f}  digit lost {lost}")
# --8<-- [end:train]

# --8<-- [start:figure]
fig, (top, low) = plt.subplots(2, figsize=(4.5, 5), layout="constrained")
for name, offset, hatch in ("logits", -0.2, ""), ("softmax too", 0.2, "//"):
    losses, _, counts = runs[name][0]  # seed 0
    top.plot(losses)
    top.text(35, losses[-1] + 0.12, name)
    low.bar(torch.arange(10) + offset, counts, 0.4, label=name, hatch=hatch)
top.axhline(1.4612, color="gray", linestyle=":")
top.text(35, 1.2, "floor 1.4612")
top.set(xlabel="step", ylabel="training loss")
low.set(xlabel="answer", ylabel="test images", xticks=range(10), ylim=(0, 85))
low.legend(ncols=2)
plt.show()
# --8<-- [end:figure]
plain, twice = runs.values()
assert all(run[0][-1] < 0.1 for run in plain), "with logits every loss is low"
assert all(run[0][-1] > 1.4612 for run in twice), "a floor holds the loss up"
assert sum(0 in run[2] for run in twice) > 5, "most lack a digit"
assert not any(0 in run[2] for run in plain), "with logits no digit is lost"
