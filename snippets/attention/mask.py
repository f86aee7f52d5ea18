"""A causal mask hides later tokens, and batch norm lets them in again."""

# --8<-- [start:mask]
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
x = torch.randn(8, 4, 16).double()  # (batch, tokens, d)
later = torch.ones(4, 4).triu(1).bool()  # True above the diagonal
scores = (x @ x.mT / 4).masked_fill(later, -torch.inf)
A = scores.softmax(2)
for row in A[0]:
    print(*(f"{a:.2f}" for a in row))
theirs = F.scaled_dot_product_attention(x, x, x, is_causal=True)
print("as torch:", torch.allclose(A @ x, theirs))
# --8<-- [end:mask]
# --8<-- [start:test]
def peeks(net):  # does the last token change what stands before it?
    other = x.clone()
    other[:, -1] += 1
    return not torch.allclose(net(x)[:, :-1], net(other)[:, :-1])


def attend(x, causal=True):
    return F.scaled_dot_product_attention(x, x, x, is_causal=causal)


print("no mask:", peeks(lambda x: attend(x, False)))
print("causal:", peeks(attend))
# --8<-- [end:test]
# --8<-- [start:norms]
layer, batch = nn.LayerNorm(16).double(), nn.BatchNorm1d(16).double()
nets = {"layer norm": lambda x: layer(attend(x)),
        "batch norm": lambda x: batch(attend(x).mT).mT}
found = {name: peeks(net) for name, net in nets.items()}
batch.eval()
found["batch norm, eval"] = peeks(nets["batch norm"])
for name, sees in found.items():
    print(f"{name}:", sees)
# --8<-- [end:norms]

assert torch.allclose(A @ x, theirs), "scores of minus infinity are torch's " \
    "causal mask"
assert A.triu(1).abs().max() == 0, "no token weighs a later one"
assert peeks(lambda x: attend(x, False)), "without a mask the last token " \
    "changes the outputs before it"
assert not peeks(attend), "with a causal mask it does not"
assert found == {"layer norm": False, "batch norm": True,
                 "batch norm, eval": False}, "in training mode batch norm " \
    "hands later tokens back, past the mask; layer norm does not"
