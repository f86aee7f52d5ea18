"""An MLP that reads digits in their place cannot read them two pixels on."""

# --8<-- [start:data]
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
x = F.pad(torch.tensor(x / 16).view(-1, 8, 8), [3] * 4).numpy()  # 14 × 14
parts = train_test_split(x, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(part).to(device) for part in parts)
# --8<-- [end:data]
# --8<-- [start:train]
torch.manual_seed(0)
net = nn.Sequential(nn.Flatten(), nn.Linear(196, 64), nn.ReLU(),
                    nn.Linear(64, 10)).double().to(device)
lr, epochs = 0.2, 20
for epoch in range(epochs):
    for i in torch.randperm(len(x)).split(50):
        loss = F.cross_entropy(net(x[i]), y[i])
        net.zero_grad()
        loss.backward()
        with torch.no_grad():
            for p in net.parameters():
                p -= lr * p.grad
with torch.no_grad():
    moved = [net(x_test.roll(by, dims=2)).argmax(1) for by in range(4)]
right = [100 * (m == y_test).double().mean().item() for m in moved]
print("moved by 0, 1, 2, 3:", *(f"{a:.0f} %" for a in right))
# --8<-- [end:train]
assert right[0] > 94, "the MLP reads over 94 % of the digits in their place"
assert right[2] < 45, "moved by two pixels, the MLP reads under 45 %"
