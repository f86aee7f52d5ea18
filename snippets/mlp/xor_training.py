"""Two units can hold XOR, but training seldom finds them; sixteen do."""

# --8<-- [start:forty-starts]
import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]]).double().to(device)
y = torch.tensor([0.0, 1, 1, 0]).double().to(device)
starts = 40  # forty nets side by side: one more leading axis


def draw(*shape, fan_in):  # nn.Linear's default: uniform, ±1/√fan_in
    values = torch.rand(starts, *shape, dtype=torch.float64) * 2 - 1
    return (values / fan_in**0.5).to(device).requires_grad_()
# --8<-- [end:forty-starts]


# --8<-- [start:train]
solved = {}
for width in (2, 4, 8, 16):
    W1, b1 = draw(2, width, fan_in=2), draw(1, width, fan_in=2)
    w2, b2 = draw(width, 1, fan_in=width), draw(1, 1, fan_in=width)
    optimizer = torch.optim.Adam([W1, b1, w2, b2], lr=0.05)
    for step in range(600):
        z = (torch.relu(x @ W1 + b1) @ w2 + b2).squeeze(2)  # (40, 4)
        loss = nn.functional.binary_cross_entropy_with_logits(
            z, y.expand_as(z), reduction="none"
        ).mean(1)  # one loss for each net
        optimizer.zero_grad()
        loss.sum().backward()
        optimizer.step()
    solved[width] = ((z > 0) == (y > 0)).all(1).sum().item()
    print(f"width {width:2}: {solved[width]} of {starts} starts solve XOR")
# --8<-- [end:train]

assert solved[2] < solved[4] < solved[16], "within 600 steps, " \
    "more of the wider nets solve XOR"
assert solved[2] < 20, "width 2 fails from most starts"
assert solved[16] > 36, "width 16 hardly ever fails"
