"""Where a border parts the classes, weights grow on and the loss goes to 0."""
# --8<-- [start:grow]
import torch
from torch.nn import functional as F

x = torch.tensor([-2.0, -1, 1, 2])
names = "parted", "mixed", "parted, decay"
y = torch.tensor([[0.0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 1, 1]])
decay = torch.tensor([0, 0, 0.01])
w = torch.zeros(3, requires_grad=True)  # three models with one weight each
optimizer, steps, path = torch.optim.SGD([w], lr=1), 1000, []
for step in range(steps):
    loss = F.binary_cross_entropy_with_logits(
        w[:, None] * x, y, reduction="none").mean(1)  # (3,)
    optimizer.zero_grad()
    (loss + decay * w**2 / 2).sum().backward()
    optimizer.step()
    path.append(torch.stack([w, loss]).tolist())
looks = [path[steps // part - 1] for part in (100, 10, 1)]
for k, name in enumerate(names):
    print(f"{name:13}", *(f" w {w[k]:.2f} loss {loss[k]:.4f}"
                          for w, loss in looks))
# --8<-- [end:grow]
early, late = looks[1], looks[2]
assert abs(late[0][0] - early[0][0] - 2.3) < 0.2, (
    "ten times the steps add about 2.3, ln 10, to the weight"
)
assert late[1][0] < early[1][0] / 8, (
    "ten times the steps divide the loss of parted classes by over 8"
)
assert abs(late[0][1] - early[0][1]) < 1e-3, (
    "where the classes mix, the weight has settled"
)
assert abs(late[0][2] - early[0][2]) < 0.5, (
    "with decay the weight of parted classes changes by less than 0.5"
)
assert late[1][2] > 10 * late[1][0], (
    "with decay the loss stays over ten times as high"
)
