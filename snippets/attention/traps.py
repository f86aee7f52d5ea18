"""Masks with two meanings, rows without tokens, and a mixed-up batch."""

# --8<-- [start:padding]
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
x = torch.randn(1, 4, 16).double()  # (batch, tokens, d), of which the last
pad = torch.tensor([[False, False, False, True]])  # is no token: True
net = nn.MultiheadAttention(16, 4, batch_first=True).double()
with torch.no_grad():
    short = net(x[:, :3], x[:, :3], x[:, :3])[0]
    long = net(x, x, x, key_padding_mask=pad)[0][:, :3]
print("the net ignores True:", torch.allclose(short, long))
wrong = F.scaled_dot_product_attention(x, x, x, attn_mask=pad)
right = F.scaled_dot_product_attention(x, x, x, attn_mask=~pad)
few = F.scaled_dot_product_attention(x[:, :3], x[:, :3], x[:, :3])
alone = torch.equal(wrong, x[:, 3:].expand(1, 4, 16))
print("the function keeps True:", alone,
      "and needs the opposite:", torch.allclose(right[:, :3], few))
# --8<-- [end:padding]
# --8<-- [start:empty]
nothing = torch.ones(1, 4).bool()  # every token is padding
with torch.no_grad():
    out = net(x, x, x, key_padding_mask=nothing)[0]
print("not a number:", out.isnan().all().item())
# --8<-- [end:empty]
# --8<-- [start:batch]
batch = torch.randn(2, 4, 16).double()
other = batch.clone()
other[1] += 1  # another second sample
moved = {}
for first in (False, True):  # False is the default
    torch.manual_seed(0)
    net = nn.MultiheadAttention(16, 4, batch_first=first).double()
    with torch.no_grad():
        one, two = net(batch, batch, batch)[0], net(other, other, other)[0]
    moved[first] = not torch.allclose(one[0], two[0])
    print(f"batch_first={first}: sample 0 sees sample 1:", moved[first])
# --8<-- [end:batch]
# --8<-- [start:weights]
V = torch.tensor([[1.0], [2], [3]])  # the values of three tokens
for A in (torch.tensor([[0.5, 0, 0.5]]), torch.tensor([[0.0, 1, 0]])):
    print("weights", A.tolist()[0], "output", (A @ V).item())
# --8<-- [end:weights]

assert torch.allclose(short, long), "the module ignores what is True"
assert alone, "the function keeps what is True, so every output is the " \
    "value of the padding"
assert torch.allclose(right[:, :3], few), "it needs the opposite mask"
assert out.isnan().all(), "a row without any token becomes nan"
assert moved == {False: True, True: False}, "without batch_first=True " \
    "samples are mixed"
assert (torch.tensor([0.5, 0, 0.5]) @ V).item() == (A @ V).item() == 2, \
    "two patterns of weights give one output"
