"""On the CPU, attention counts the values, and the keys not."""

# --8<-- [start:unequal]
import torch
from torch.nn.functional import scaled_dot_product_attention as attend

q = torch.tensor([[[[1.0, 2.0]]]])  # (batch, heads, positions, features)
k = torch.tensor([[[[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]]])
v = torch.tensor([[[[0.0, 5.0], [2.0, 0.0], [6.0, 3.0]]]])
outs = (
    attend(q, k[:, :, :2], v),  # wrong: 2 keys, 3 values
    attend(q, k, v),  # right: a value for each key
    attend(q, k, v[:, :, :2]),  # wrong: 3 keys, 2 values
    attend(q, k[:, :, :2], v[:, :, :2]),  # right
)
for out in outs:
    print([f"{number:.3f}" for number in out.flatten().tolist()])
# --8<-- [end:unequal]
assert outs[0].allclose(outs[1]), "the key that was cut off still counts"
assert outs[2].allclose(outs[3]), "a key without a value is left out"
assert not outs[1].allclose(outs[3]), "the third token makes a difference"
