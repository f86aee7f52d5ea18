"""The four equations give what autograd gives, on three layers."""
# --8<-- [start:forward]
import torch

torch.manual_seed(0)
sizes, N = [4, 5, 3, 2], 6  # inputs, two hidden layers, outputs; batch
W = [torch.randn(o, i, dtype=torch.float64, requires_grad=True)
     for i, o in zip(sizes, sizes[1:])]  # each (out, in)
b = [torch.randn(o, dtype=torch.float64, requires_grad=True)
     for o in sizes[1:]]
a = [torch.randn(N, 4, dtype=torch.float64, requires_grad=True)]
y = torch.rand(N, 2, dtype=torch.float64)
z = []
for layer in range(3):
    z.append(a[-1] @ W[layer].T + b[layer])  # (N, out)
    a.append(z[-1].sigmoid())
    z[-1].retain_grad()
    a[-1].retain_grad()
C = (a[3] - y).square().sum() / (2 * N)
C.backward()
# --8<-- [end:forward]
# --8<-- [start:equations]
def slope(z):
    return z.sigmoid() * (1 - z.sigmoid())


error = {}
with torch.no_grad():
    delta = (a[3] - y) / N * slope(z[2])  # equation 1, (N, 2)
    for k in (2, 1, 0):
        checks = {
            "delta": (delta, z[k].grad),
            "weight": (delta.T @ a[k], W[k].grad),  # equation 3
            "bias": (delta.sum(0), b[k].grad),  # equation 4
            "below": (delta @ W[k], a[k].grad),
        }
        for name, (ours, theirs) in checks.items():
            error[name, k] = (ours - theirs).abs().max().item()
        shapes = [f"{n} {tuple(g.shape)}" for n, (g, _) in checks.items()]
        print(f"layer {k + 1}:", ", ".join(shapes))
        if k > 0:
            delta = (delta @ W[k]) * slope(z[k - 1])  # equation 2
print("all 12 agree to 1e-12:", max(error.values()) < 1e-12)
# --8<-- [end:equations]

assert len(error) == 12, "each of the three layers has four checks"
assert torch.allclose(a[3].grad, (a[3] - y) / N), (
    "equation 1 starts from the slope (a - y) / N of the cost"
)
assert max(error.values()) < 1e-12, "the four equations agree with autograd"
