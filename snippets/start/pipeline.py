"""Data, net, loss, backward, step: a dozen lines learn to read digits."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)  # 1,797 images of 8 × 8 grey values
x, x_test, y, y_test = train_test_split(
    x / 16, y, test_size=450, stratify=y, random_state=0)
x = torch.tensor(x, dtype=torch.float32).to(device)  # (1347, 64)
x_test = torch.tensor(x_test, dtype=torch.float32).to(device)  # (450, 64)
y, y_test = torch.tensor(y).to(device), torch.tensor(y_test).to(device)
# --8<-- [end:data]
# --8<-- [start:learn]
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
net = net.to(device)  # weights and biases, at random to begin with
lr, steps = 0.01, 101
optimizer = torch.optim.Adam(net.parameters(), lr=lr)

for step in range(steps):
    logits = net(x)  # weighted sums, activation, weighted sums
    loss = nn.functional.cross_entropy(logits, y)  # how wrong, one number
    optimizer.zero_grad()  # forget the last slopes
    loss.backward()  # the slope of the loss in every weight
    optimizer.step()  # every weight takes a small step downhill
    if step % 50 == 0:
        print(f"step {step:3}: loss {loss.item():.2f}")
# --8<-- [end:learn]
# --8<-- [start:judge]
with torch.no_grad():  # to judge, no slopes are needed
    guess = net(x_test).argmax(1)  # the digit with the largest score
acc = (guess == y_test).float().mean().item()
print(f"right on {100 * acc:.0f} % of images it has never seen")
# --8<-- [end:judge]
assert x.shape == (1347, 64), "1,347 images are left to learn from"
assert x_test.shape == (450, 64), "450 images are put aside for the test"
assert loss < 0.3, "after 101 steps the loss is below 0.3"
assert acc > 0.92, "it reads more than 92 % of the digits that it has not seen"
