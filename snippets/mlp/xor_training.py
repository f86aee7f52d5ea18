"""Two units can hold XOR, but training seldom finds them; sixteen do."""
# --8<-- [start:forty-starts]
import matplotlib.pyplot as plt
import torch
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]]).double().to(device)
y = torch.tensor([0.0, 1, 1, 0]).double().to(device)
starts = 40  # forty nets side by side: one more leading axis
def draw(*shape, fan_in):  # nn.Linear's default: uniform, ±1/√fan_in
    values = torch.rand(starts, *shape, dtype=torch.float64) * 2 - 1
    return (values / fan_in**0.5).to(device).requires_grad_()
# --8<-- [end:forty-starts]
# --8<-- [start:train]
lr, steps, seen, solved = 0.05, 600, {}, {}
for width in (2, 4, 8, 16):
    torch.manual_seed(0)
    W1, b1 = draw(2, width, fan_in=2), draw(1, width, fan_in=2)
    w2, b2 = draw(width, 1, fan_in=width), draw(1, 1, fan_in=width)
    optimizer = torch.optim.Adam([W1, b1, w2, b2], lr=lr)
    for step in range(steps + 1):
        h = torch.relu(x @ W1 + b1)  # (40, 4, width)
        z = h @ w2 + b2  # (40, 4, 1)
        loss = nn.functional.binary_cross_entropy_with_logits(
            z[..., 0], y.expand(starts, 4), reduction="none").mean(1)
        if step % 100 == 0:
            seen[width, step] = torch.cat(
                [z, h @ w2.relu(), h @ (-w2).relu()], 2).mT.tolist(), loss
        optimizer.zero_grad()
        loss.sum().backward()  # one loss for each net
        optimizer.step()
    solved[width] = ((z[..., 0] > 0) == (y > 0)).all(1).sum().item()
    print(f"width {width:2}: {solved[width]} of {starts} starts solve XOR")
# --8<-- [end:train]
# --8<-- [start:looks]
for width, start, step in ((2, 0, 0), (2, 0, 600), (2, 1, 600),
                           (4, 2, 100), (16, 3, 600)):
    votes, loss = seen[width, step]
    print(f"width {width} start {start} step {step}:",
          f"loss {loss[start]:.4f}, z, for, against:")
    for row in votes[start]:
        print(" ", *(f"{value:.2f}" for value in row), end="")
    print()
# --8<-- [end:looks]
# --8<-- [start:figure]
_, axes = plt.subplots(1, 2, sharex=True, sharey=True,
                       figsize=(4.5, 2.6), layout="constrained")
for start, ax in enumerate(axes):
    z, up, down = torch.tensor(seen[2, 600][0][start])
    ax.axline((0, (z - up + down)[0]), slope=1, color="gray", ls="--")
    ax.plot(up[::3], down[::3], "x", color="C1", ms=9)  # 00 and 11
    ax.plot(up[1:3], down[1:3], "o", color="C0", ms=12, mfc="none")
    ax.set(title=f"start {start}", xlabel="for 1", ylabel="against 1")
plt.show()
# --8<-- [end:figure]
assert solved[2] < solved[4] < solved[16], \
    "within 600 steps, more of the wider nets solve XOR"
assert solved[2] < 20, "width 2 fails from most starts"
assert solved[16] > 36, "width 16 hardly ever fails"
