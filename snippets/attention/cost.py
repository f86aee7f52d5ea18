"""Attention pays for every pair of tokens; a cache saves paying twice."""

# --8<-- [start:count]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)
d = 64
Ws = torch.randn(4, d, d).double() / d**0.5  # for q, k, v and the output


def attention(x):  # (tokens, d)
    q, k, v = x @ Ws[:3]
    return (q @ k.T / d**0.5).softmax(1) @ v @ Ws[3]


nets = {"attention": attention, "GRU": nn.GRU(d, d).double()}
lengths = (16, 64, 256)
counts = {name: [] for name in nets}
for n in lengths:
    for name, net in nets.items():
        with FlopCounterMode(display=False) as counter:
            net(torch.randn(n, d).double())
        counts[name].append(counter.get_total_flops() // 2)  # products
# --8<-- [end:count]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.7), layout="constrained")
for (name, found), style in zip(counts.items(), ("o-", "s--")):
    ax.loglog(lengths, found, style, base=2, label=name)
    print(f"{name:9}", *(f"{number:12,}" for number in found))
ax.set(xlabel="tokens (log scale)", ylabel="products (log scale)")
ax.legend()
plt.show()
# --8<-- [end:figure]
# --8<-- [start:cache]
x, rows = torch.randn(12, d).double(), []
keys, values = torch.zeros(2, 0, d).double()
for token in x:  # as in writing: one token after the other
    q, k, v = token @ Ws[:3]
    keys, values = torch.cat([keys, k[None]]), torch.cat([values, v[None]])
    rows.append((keys @ q / d**0.5).softmax(0) @ values)
whole = F.scaled_dot_product_attention(*(x @ Ws[:3]), is_causal=True)
print("as all at once:", torch.allclose(torch.stack(rows), whole))
print("keys computed:", len(keys), "instead of",
      sum(range(1, len(x) + 1)))
# --8<-- [end:cache]

theirs = [4 * n * d**2 + 2 * n**2 * d for n in lengths]
assert counts["attention"] == theirs, "attention takes 4nd² + 2n²d products"
assert counts["GRU"] == [6 * n * d**2 for n in lengths], "a GRU takes 6nd²"
assert torch.allclose(torch.stack(rows), whole), "token by token, with keys " \
    "and values kept, the outputs are those of all at once"
