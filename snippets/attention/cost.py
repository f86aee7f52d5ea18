"""Attention pays for every pair of tokens, and kept keys save nothing else."""

# --8<-- [start:count]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F
from torch.utils.flop_counter import FlopCounterMode

torch.manual_seed(0)
d = 64
Ws = torch.randn(4, d, d).double() / d**0.5  # for q, k, v and the output


def attention(x):  # (tokens, d)
    q, k, v, out = *(x @ Ws[:3]), Ws[3]
    return (q @ k.T / d**0.5).softmax(1) @ v @ out


products = {}
for T in (16, 64, 256, 1024):
    with FlopCounterMode(display=False) as counter:
        attention(torch.randn(T, d).double())
    products[T] = counter.get_total_flops() // 2  # one for each a * b + c
    print(f"{T:4} tokens: {T**2:9,} weights, {products[T]:11,} products,",
          products[T] == 4 * T * d**2 + 2 * T**2 * d)
# --8<-- [end:count]
# --8<-- [start:figure]
T = torch.logspace(3, 13, 11, base=2)
fig, ax = plt.subplots(figsize=(4.5, 2.7), layout="constrained")
ax.loglog(T, 4 * T * d**2 + 2 * T**2 * d, "o-", label="attention")
ax.loglog(T, 6 * T * d**2, "s--", label="GRU")
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
    weights = (keys @ q / d**0.5).softmax(0)  # (tokens so far,)
    rows.append(weights @ values)
q, k, v = x @ Ws[:3]
whole = F.scaled_dot_product_attention(q, k, v, is_causal=True)
print("as all at once:", torch.allclose(torch.stack(rows), whole))
print("keys computed:", len(keys), "instead of",
      sum(range(1, len(x) + 1)))
# --8<-- [end:cache]

assert all(n == 4 * t * d**2 + 2 * t**2 * d for t, n in products.items()), \
    "attention takes 4Td² + 2T²d products"
assert torch.allclose(torch.stack(rows), whole), "token by token, with keys " \
    "and values kept, the outputs are those of all at once"
