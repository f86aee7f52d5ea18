"""The forget bias tells beforehand over how many steps an LSTM can learn."""

# --8<-- [start:task]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"


def batch(size, length):
    y = torch.randint(2, (size,))  # the first symbol; the others are noise
    symbols = torch.randint(2, 6, (size, length))
    symbols[:, 0] = y
    return F.one_hot(symbols, 6).double().to(device), y.to(device)


# --8<-- [end:task]
# --8<-- [start:train]
def train(bias, length, steps=30, lr=0.005):
    torch.manual_seed(0)
    lstm, head = nn.LSTM(6, 24, batch_first=True), nn.Linear(24, 2)
    nn.init.constant_(lstm.bias_hh_l0[24:48], bias)
    lstm.double().to(device), head.double().to(device)
    numbers = [*lstm.parameters(), *head.parameters()]
    optimizer = torch.optim.Adam(numbers, lr=lr)
    for _ in range(steps):
        x, y = batch(20, length)
        optimizer.zero_grad()
        F.cross_entropy(head(lstm(x)[0][:, -1]), y).backward()
        optimizer.step()
    with torch.no_grad():
        x, y = batch(500, length)
        right = head(lstm(x)[0][:, -1]).argmax(1) == y
    return right.double().mean().item()
# --8<-- [end:train]
# --8<-- [start:compare]
acc, kept = {}, {}
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
for bias, length in ((0, 15), (2, 15), (2, 60)):
    gate = torch.tensor(float(bias)).sigmoid().item()
    kept[bias, length] = gate ** (length - 1)
    acc[bias, length] = train(bias, length)
    print(f"bias {bias}, {length} symbols: the gate {gate:.2f} keeps "
          f"{kept[bias, length]:.0e}, accuracy "
          f"{max(acc[bias, length], 0.65):.2f}")
    curve, learnt = gate ** torch.arange(length), acc[bias, length] > 0.95
    ax.semilogy(curve, ":" if bias == 0 else "-", color=f"C{bias}")
    ax.semilogy(length - 1, curve[-1], "o" if learnt else "x", color="gray")
    at = {"ha": "right", "va": "top"} if length > 15 else {"va": "bottom"}
    ax.text(length - 1, curve[-1], f"  bias {bias}, {length} symbols  ", **at)
ax.set(xlabel="steps", ylabel="kept (log scale)")
plt.show()
# --8<-- [end:compare]
assert kept[0, 15] < 0.001 and kept[2, 60] < 0.001, "bias 0 over 15 symbols " \
    "and bias 2 over 60 keep less than a thousandth"
assert acc[2, 15] > 0.95, "with bias 2 the LSTM recalls over 15 symbols"
assert acc[0, 15] < 0.65, "after 30 steps bias 0 is at chance over 15 symbols"
assert acc[2, 60] < 0.65, "after 30 steps bias 2 is at chance over 60 symbols"
