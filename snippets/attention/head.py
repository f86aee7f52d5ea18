"""A trained head finds a letter again by content, place and mask together."""

# --8<-- [start:head]
import matplotlib.pyplot as plt
import torch
from torch.nn import Linear, ModuleList, functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
d, later = 16, torch.ones(8, 8).triu(1).bool().to(device)
places = F.one_hot(torch.arange(4, 12), 12).double().to(device)

def texts(count):  # of four letters, and where each was seen last
    x = torch.randint(4, (count, 8))
    same = (x[:, :, None] == x[:, None]) & later.cpu().T
    last = (same * torch.arange(1, 9)).amax(2) - 1  # -1: nowhere
    return x, last.to(device)

def scores(products, x, mask=True, place=True, root=True):
    rows = F.one_hot(x.to(device), 12) + place * places  # one-hot twice
    S = rows @ products @ rows.mT / (d**0.5 if root else 1)
    return S.masked_fill(later & bool(mask), -torch.inf)
# --8<-- [end:head]
# --8<-- [start:train]
torch.manual_seed(0)
lr, steps = 0.01, 150
net = ModuleList(Linear(12, d, bias=False) for _ in range(2))
to_q, to_k = net.double().to(device)
optimizer = torch.optim.Adam(net.parameters(), lr=lr)
for step in range(steps):
    x, last = texts(64)
    S = scores(to_q.weight.T @ to_k.weight, x)  # (texts, queries, keys)
    loss = F.cross_entropy(S.mT, last, ignore_index=-1)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
products = (to_q.weight.T @ to_k.weight).detach().round()
for row in products.long().tolist():
    print(*(f"{product:3}" for product in row))
# --8<-- [end:train]
# --8<-- [start:looks]
shown = "abcabcab", "aabbccdd", "abacadab", "dcbaabcd"
for text, token, *on in ((1, 7, 1, 1, 1), (2, 7, 1, 1, 0), (3, 5, 0, 0, 0),
                         (0, 7, 1, 0, 1), (0, 4, 0, 1, 1), (0, 4, 1, 1, 1)):
    codes = torch.tensor(["abcd".index(letter) for letter in shown[text]])
    A = scores(products, codes, *on).softmax(1).cpu()
    print(f"text {text} {shown[text]} token {token}",
          " mask {} place {} root {}:\n".format(*on),
          *(f"{weight:.3f}" for weight in A[token].tolist()))
fig, ax = plt.subplots(figsize=(4.5, 3), layout="constrained")
cells = ax.pcolormesh(A.where(A > 0.02, torch.nan), clim=(0, 1), ec="gray")
fig.colorbar(cells, label="weight")
ax.set(xlabel="token that is seen", ylabel="token that looks", ylim=(8, 0))
plt.show()
# --8<-- [end:looks]
fresh, place = texts(1000)
right = [(scores(products, fresh, *on).argmax(2) == place)[place >= 0].double()
         .mean() for on in ((1, 1, 1), (0, 1, 1), (1, 0, 1))]
assert right[0] > 0.85, "the head mostly finds where its letter stood last"
assert right[1] < right[0] - 0.05, "without the mask it looks ahead"
assert right[2] < 0.7, "without places it cannot tell equal letters apart"
