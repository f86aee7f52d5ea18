"""Two ReLU units fold the plane so that one line separates XOR."""

# --8<-- [start:two-units]
import matplotlib.pyplot as plt
import torch

x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])  # (4 points, 2)
y = torch.tensor([0, 1, 1, 0])
W1 = torch.tensor([[1.0, 1], [1, 1]])  # (2 units, 2 inputs)
b1 = torch.tensor([0.0, -1])
w2 = torch.tensor([1.0, -2])


def hidden(x):
    return torch.relu(x @ W1.T + b1)  # (points, 2 units)


h = hidden(x)
z = h @ w2
for point, unit, out in zip(x.int(), h.int(), z.int()):
    print(point.tolist(), "→ h =", unit.tolist(), "→ output", out.item())
# --8<-- [end:two-units]

# --8<-- [start:figure]
side = torch.linspace(-0.5, 1.5, 80)
grid = torch.cartesian_prod(side, side)
inside = (hidden(grid) @ w2 > 0.5).float().reshape(80, 80).T
fig, (left, right) = plt.subplots(
    1, 2, figsize=(4.5, 2.5), layout="constrained"
)
left.contour(side, side, inside, levels=[0.5], colors="gray")
for label, mark, color in (0, "x", "C1"), (1, "o", "C0"):
    left.plot(*x[y == label].T, mark, color=color, ms=9)
    right.plot(*h[y == label].T, mark, color=color, ms=9)
right.plot([0.1, 2.5], [-0.2, 1], "--", color="gray")  # h₁ − 2h₂ = 0.5
right.text(1.3, 0, "2 points", va="center")
left.set(title="input", xlabel="x₁", ylabel="x₂", xticks=(0, 1),
         yticks=(0, 1))
right.set(title="hidden layer", xlabel="h₁", ylabel="h₂",
          xlim=(-0.3, 3.1), xticks=(0, 1, 2), yticks=(0, 1))
plt.show()
# --8<-- [end:figure]

assert torch.equal(z, y.float()), "the two units compute XOR exactly"
assert h.unique(dim=0).shape[0] == 3, "the inputs " \
    "with answer 1 land on one point of the hidden layer"
