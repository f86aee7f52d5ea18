"""Two units hold XOR but seldom find it, four never a spiral; sixteen do."""
# --8<-- [start:tasks]
import matplotlib.pyplot as plt
import torch
from torch.nn.functional import binary_cross_entropy_with_logits as bce
device = "cuda" if torch.cuda.is_available() else "cpu"
turns = torch.linspace(0.5, 2.5, 41, dtype=torch.float64) * torch.pi
arm = torch.polar(turns / turns[-1], turns)  # distance, angle: one turn
arms = torch.view_as_real(torch.stack([arm, -arm], 1)).view(82, 2)
corners = torch.tensor([[0, 0], [0, 1], [1, 1], [1, 0]]).double()
tasks = {"XOR": corners.to(device), "spiral": arms.to(device)}
lr, steps, starts, seen, solved = 0.1, 200, 40, {}, {}
def draw(*shape, fan_in):  # nn.Linear's default: uniform, ±1/√fan_in
    values = torch.rand(starts, *shape, dtype=torch.float64) * 2 - 1
    return (values / fan_in**0.5).to(device).requires_grad_()
# --8<-- [end:tasks]
# --8<-- [start:train]
for task, x, width in [(*t, n) for t in tasks.items() for n in (2, 4, 16)]:
    y = (torch.arange(len(x)) % 2).double().to(device)  # 0, 1, 0, 1, …
    torch.manual_seed(0)  # forty starts side by side: one more leading axis
    W1, b1 = draw(2, width, fan_in=2), draw(1, width, fan_in=2)
    w2, b2 = draw(width, 1, fan_in=width), draw(1, 1, fan_in=width)
    optimizer = torch.optim.Adam([W1, b1, w2, b2], lr=lr)
    for step in range(steps + 1):
        h = torch.relu(x @ W1 + b1)  # (40, points, width)
        up, down = (h @ torch.cat([w2, -w2], 2).relu()).unbind(2)
        z = up - down + b2[..., 0]  # (40, points): for 1, less against
        loss = bce(z, y.expand_as(z), reduction="none").mean(1)
        right = ((z > 0) == (y > 0)).sum(1)
        if step % 100 == 0:
            seen[task, width, step] = loss, right, z, up, down
        optimizer.zero_grad()
        loss.sum().backward()  # one loss for each net
        optimizer.step()
    solved[task, width] = (right == len(x)).sum().item()
    print(task, width, "units: solved from", solved[task, width], "of", starts)
# --8<-- [end:train]
# --8<-- [start:looks]
print("task width start step  loss right  z, for, against of four points")
for k, width, start, step in ((0, 2, 0, 200), (0, 2, 1, 200), (0, 4, 2, 100),
        (0, 16, 3, 200), (1, 2, 1, 200), (1, 4, 6, 200), (1, 16, 6, 200)):
    loss, right, *votes = (p[start] for p in seen[[*tasks][k], width, step])
    print(k, f"{width:2} {start} {step:3} {loss:.4f} {right:2}",
          *(f"{row[at]:6.2f}" for row in votes for at in (0, 1, -2, -1)))
# --8<-- [end:looks]
# --8<-- [start:figure]
_, axes = plt.subplots(1, 2, figsize=(4.5, 2.6), layout="constrained")
for ax, width in zip(axes, (4, 16)):  # the spiral, from start 6
    z, up, down = (p[6].tolist() for p in seen["spiral", width, steps][2:])
    ax.axline((0, z[0] - up[0] + down[0]), slope=1, color="gray", ls="--")
    ax.plot(up[::2], down[::2], "xC1", up[1::2], down[1::2], "oC0", mfc="none")
    ax.set(title=f"width {width}", xlabel="for 1", ylabel="against 1")
plt.show()
# --8<-- [end:figure]
assert solved["XOR", 2] < 20, "width 2 fails on XOR from most starts"
assert solved["XOR", 16] > 36, "width 16 hardly ever fails on XOR"
assert solved["spiral", 4] == 0, "no net of width 4 solves the spiral"
assert solved["spiral", 16] > 20, "most nets of width 16 solve the spiral"
line = arms[arms[:, 0].abs() < 1e-9, 1].argsort() % 2  # at x₁ = 0
assert line.diff().abs().sum() == 5, "at x₁ = 0 the class changes 5 times"
