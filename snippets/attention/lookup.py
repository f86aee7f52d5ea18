"""Attention with weights set by hand looks up every fact."""

# --8<-- [start:weights]
import torch
from torch.nn.functional import one_hot

eye, zero = torch.eye(16), torch.zeros(16, 16)
W_k = torch.cat([eye, zero], 1)  # (16, 32): reads the key of a fact
W_v = torch.cat([zero, eye], 1)  # reads its value
# --8<-- [end:weights]
# --8<-- [start:ask]
torch.manual_seed(0)
keys = torch.rand(1000, 16).argsort(1)[:, :8]  # eight facts, no key twice
values = torch.randint(16, (1000, 8))
which = torch.randint(8, (1000, 1))
asked, y = keys.gather(1, which), values.gather(1, which)[:, 0]
h = torch.cat([one_hot(keys, 16), one_hot(values, 16)], 2).float()
weight, acc = {}, {}
for c in (1, 4, 16, 64):
    q = c * one_hot(asked, 16).float()  # (lists, 1, 16)
    A = (q @ (h @ W_k.T).mT / 4).softmax(2)  # (lists, 1, facts)
    logits = (A @ (h @ W_v.T))[:, 0]
    weight[c] = A.max(2).values.mean().item()
    acc[c] = (logits.argmax(1) == y).float().mean().item()
    print(f"c = {c:2}: weight {weight[c]:.2f}, accuracy {acc[c]:.2f}")
# --8<-- [end:ask]

assert acc[16] == acc[64] == 1, "weights set by hand look up every fact"
assert weight[1] < 0.2 < 0.99 < weight[64], "a larger c sharpens the look-up"
assert acc[1] < 0.9, "a look-up that is not sharp mixes in other facts"
