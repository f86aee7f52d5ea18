"""Who listens to whom, in one layer of five families."""

# --8<-- [start:families]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.func import jacrev

torch.manual_seed(0)
n, d = 8, 3  # places, numbers at each
mlp = nn.Linear(n * d, n * d).double()
conv = nn.Conv1d(d, d, 3, padding=1).double()
rnn = nn.RNN(d, d).double()
attention = nn.MultiheadAttention(d, 1).double()
linear = nn.Linear(d, d).double()
A = torch.eye(n).double()
for i, j in zip((0, 0, 1, 2, 3, 4, 5, 4), (1, 2, 2, 3, 4, 5, 6, 7)):
    A[i, j] = A[j, i] = 1
M = A / A.sum(1, keepdim=True)
families = {  # (n, d) → (n, d)
    "MLP": lambda x: mlp(x.flatten()).view(n, d),
    "CNN": lambda x: conv(x.T[None])[0].T,
    "RNN": lambda x: rnn(x)[0],
    "attention": lambda x: attention(x, x, x)[0],
    "graph": lambda x: M @ linear(x),
}
# --8<-- [end:families]
# --8<-- [start:measure]
x, p = torch.randn(n, d).double(), torch.randperm(n)
listens, table = {}, {}
print("family     pairs  fixed  order  shift")
for name, f in families.items():
    J = jacrev(f)(x)  # (n, d, n, d)
    listens[name] = J.abs().amax((1, 3)) > 0
    fixed = torch.allclose(J, jacrev(f)(2 * x))
    order = torch.allclose(f(x[p]), f(x)[p])
    shift = torch.allclose(f(x.roll(1, 0))[2:-1], f(x).roll(1, 0)[2:-1])
    table[name] = [listens[name].sum().item(), fixed, order, shift]
    words = ["yes" if v else "no" for v in table[name][1:]]
    print(f"{name:9} {table[name][0]:6}", *(f"{w:>6}" for w in words))
# --8<-- [end:measure]
# --8<-- [start:picture]
fig, axes = plt.subplots(2, 3, figsize=(4.5, 3.3), layout="constrained")
for ax, (name, pairs) in zip(axes.flat, listens.items()):
    ax.set_title(name, fontsize=10.5)
    ax.pcolormesh(pairs.double(), cmap="Blues", vmin=0, vmax=1.5,
                  edgecolors="gray", linewidth=0.4)
    ax.set(aspect="equal", xticks=[], yticks=[])
    ax.invert_yaxis()
axes[0, 0].set(xlabel="from", ylabel="to")
axes[1, 2].axis("off")
plt.show()
# --8<-- [end:picture]

connected, same_J, permuted, shifted = zip(*table.values())
assert connected == (64, 22, 36, 64, 24), "MLP and attention connect all pairs"
assert same_J == (1, 1, 0, 0, 1), "RNN and attention weigh by what they read"
assert permuted == (0, 0, 0, 1, 0), "attention alone follows every reordering"
assert shifted == (0, 1, 0, 1, 0), "CNN and attention follow a shift"
