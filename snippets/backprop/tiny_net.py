"""Every gradient of a 2-3-1 net, one sample: an outer product, rank 1."""
# --8<-- [start:gradients]
import torch
from torch import nn

torch.manual_seed(0)
hidden, output = nn.Linear(2, 3), nn.Linear(3, 1)
x = torch.tensor([[1.0, 2.0]], requires_grad=True)  # (1, 2)
y = torch.tensor([[1.0]])
z = hidden(x)  # (1, 3)
out = output(z.relu())  # (1, 1)
nn.functional.mse_loss(out, y).backward()

show = {
    "z": z,
    "out": out,
    "d hidden.weight": hidden.weight.grad,
    "d hidden.bias": hidden.bias.grad,
    "d output.weight": output.weight.grad,
    "d output.bias": output.bias.grad,
    "d x": x.grad,
}
for name, value in show.items():
    rows = value.reshape(-1, value.shape[-1]).tolist()
    rounded = [[round(v, 3) for v in row] for row in rows]
    print(f"{name} {tuple(value.shape)}:", *rounded)
# --8<-- [end:gradients]
# --8<-- [start:rank]
rank = torch.linalg.matrix_rank(hidden.weight.grad).item()
off = z[0] <= 0
print("rank of d hidden.weight:", rank)
print("units switched off:", off.int().tolist())
zero_rows = (hidden.weight.grad == 0).all(1)
print("rows without gradient:", zero_rows.int().tolist())
# --8<-- [end:rank]

assert rank <= 1, "the gradient from one sample has at most rank 1"
assert torch.equal(zero_rows, off), "a unit that is off gets no gradient"
assert torch.allclose(output.bias.grad, 2 * (out - y)), (
    "the gradient of the output bias is 2 (out - y)"
)
all_off = []
for seed in range(60):
    torch.manual_seed(seed)
    all_off.append(bool((nn.Linear(2, 3)(x) <= 0).all()))
assert any(all_off), "with some seeds every unit is off"
