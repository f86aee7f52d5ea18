"""What a training needs beside its data: weights, gradients, state, and h."""
# --8<-- [start:held]
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F
device = "cuda" if torch.cuda.is_available() else "cpu"
def held(tensors):  # bytes
    return sum(t.numel() * t.element_size() for t in tensors)
# --8<-- [end:held]
# --8<-- [start:measure]
def measure(kind, batch=64, **options):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 200),
                        nn.ReLU(), nn.Linear(200, 10)).to(device)
    optimizer, saved = kind(net.parameters(), lr=0.001, **options), {}
    known = {w.data_ptr() for w in net.parameters()}
    def pack(t):  # what autograd keeps for the way back
        if t.data_ptr() not in known:
            saved[t.data_ptr()] = t
        return t
    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        x, y = torch.randn(batch, 784), torch.zeros(batch, dtype=torch.int64)
        loss = F.cross_entropy(net(x.to(device)), y.to(device))
    activations = held(saved.values())
    loss.backward()
    optimizer.step()
    state = [s for kept in optimizer.state.values() for s in kept.values()]
    weights = list(net.parameters())
    return (held(weights), held(w.grad for w in weights),
            held(s for s in state if isinstance(s, torch.Tensor)), activations)
# --8<-- [end:measure]
# --8<-- [start:compare]
sgd, adam = torch.optim.SGD, torch.optim.Adam
rows = {"SGD": measure(sgd), "momentum": measure(sgd, momentum=0.9),
        "Adam": measure(adam), "Adam, 1,024": measure(adam, batch=1024)}
parts = "weights", "gradients", "state", "activations"
print("kB         ", *parts)
for name, sizes in rows.items():
    kb = [round(size / 1000) for size in sizes]
    print(f"{name:11}", *(f"{n:{len(p)},}" for n, p in zip(kb, parts)))
# --8<-- [end:compare]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 3), layout="constrained")
left = torch.zeros(len(rows))
looks = zip(parts, zip(*rows.values()), ("", "//", "x", "."))
for part, sizes, hatch in looks:
    mb = torch.tensor(sizes) / 1e6
    ax.barh(list(rows), mb, 0.6, left, hatch=hatch, label=part)
    left += mb
ax.set(xlabel="held, in millions of bytes", ylim=(3.5, -0.5))
fig.legend(loc="outside upper center", ncols=2)
plt.show()
# --8<-- [end:figure]
times = [sum(sizes[:3]) / sizes[0] for sizes in rows.values()]
assert [round(t, 2) for t in times] == [2, 3, 4, 4], "SGD holds 2 times " \
    "the weights, momentum 3 times, Adam 4 times, at any batch"
more = rows["Adam, 1,024"][3] / rows["Adam"][3]
assert round(more) == 16, "16 times the batch, 16 times the activations"
