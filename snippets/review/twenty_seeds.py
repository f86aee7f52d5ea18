"""Twenty nets that differ in their seed only; the best is partly luck."""
# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(a).to(device) for a in parts)  # float64
seeds, width = 20, 32  # twenty nets side by side: one more leading axis
def draw(*shape, fan_in):  # nn.Linear's default: uniform, ±1/√fan_in
    values = torch.rand(seeds, *shape, dtype=torch.float64) * 2 - 1
    return (values / fan_in**0.5).to(device).requires_grad_()
# --8<-- [end:data]
# --8<-- [start:train]
W1, b1 = draw(64, width, fan_in=64), draw(1, width, fan_in=64)
W2, b2 = draw(width, 10, fan_in=width), draw(1, 10, fan_in=width)
optimizer = torch.optim.Adam([W1, b1, W2, b2], lr=0.02)
for step in range(100):
    rows = torch.randint(len(x), (seeds, 32)).to(device)
    logits = torch.relu(x[rows] @ W1 + b1) @ W2 + b2  # (20, 32, 10)
    loss = nn.functional.cross_entropy(logits.flatten(0, 1), y[rows].flatten())
    optimizer.zero_grad()
    (seeds * loss).backward()  # the sum of the losses of the nets
    optimizer.step()
with torch.no_grad():
    right = (torch.relu(x_test @ W1 + b1) @ W2 + b2).argmax(2) == y_test
scores = 100 * right.sum(1).cpu() / len(x_test)  # one for each net
print(f"mean {scores.mean():.1f}, lowest {scores.min():.1f}, "
      f"highest {scores.max():.1f} % of {len(x_test)} images")
# --8<-- [end:train]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 1.6), layout="constrained")
places = [scores[:i].eq(scores[i]).sum().item() for i in range(seeds)]
ax.plot(scores, places, "o", color="C0")
ax.axvline(scores.mean().item(), color="gray", linestyle="--")
ax.set(xlabel="right of 450 test images (%)", ylim=(-1, 4), yticks=[])
plt.show()
# --8<-- [end:figure]
# --8<-- [start:luck]
leads = []
for _ in range(200):  # the best on one half, looked at on the other
    order = torch.randperm(len(x_test)).to(device)
    halves = [100 * right[:, half].double().mean(1)
              for half in order.split(225)]
    best = halves[0].argmax()
    leads.append([half[best] - half.mean() for half in halves])
chosen, fresh = torch.tensor(leads).mean(0).tolist()
print(f"lead of the best where it was chosen: {chosen:.1f} points")
print(f"its lead on the other half: {fresh:.1f} points")
# --8<-- [end:luck]
lead = scores.max() - scores.mean()
assert lead > 0.7, "the best seed is over 0.7 points above the mean"
assert chosen - fresh > 0.3, "on other images the best leads by less"
