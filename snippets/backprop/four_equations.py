"""The four equations give what autograd gives, on three layers."""
# --8<-- [start:forward]
import torch

torch.manual_seed(0)
n, N = [4, 5, 3, 2], 6  # units of layers 0 to 3; batch
W, b, z = [None], [None], [None]  # layer 0 has none
a = [torch.randn(N, n[0], dtype=torch.float64, requires_grad=True)]
y = torch.rand(N, n[3], dtype=torch.float64)
for k in (1, 2, 3):
    W.append(torch.randn(n[k], n[k - 1]).double().requires_grad_())
    b.append(torch.randn(n[k]).double().requires_grad_())
    z.append(a[k - 1] @ W[k].T + b[k])  # (N, n[k])
    a.append(z[k].sigmoid())
    z[k].retain_grad()
    a[k].retain_grad()
C = (a[3] - y).square().sum() / (2 * N)
C.backward()
# --8<-- [end:forward]
# --8<-- [start:equations]
def slope(z):
    return z.sigmoid() * (1 - z.sigmoid())


error = {}
with torch.no_grad():
    delta = (a[3] - y) / N * slope(z[3])  # equation 1, (N, 2)
    for k in (3, 2, 1):
        checks = {
            "delta": (delta, z[k].grad),
            "weight": (delta.T @ a[k - 1], W[k].grad),  # equation 3
            "bias": (delta.sum(0), b[k].grad),  # equation 4
            "below": (delta @ W[k], a[k - 1].grad),
        }
        for name, (ours, theirs) in checks.items():
            error[name, k] = (ours - theirs).abs().max().item()
        shapes = [f"{n} {tuple(g.shape)}" for n, (g, _) in checks.items()]
        print(f"layer {k}:", ", ".join(shapes))
        if k > 1:
            delta = (delta @ W[k]) * slope(z[k - 1])  # equation 2
print("all 12 agree to 1e-12:", max(error.values()) < 1e-12)
# --8<-- [end:equations]

assert len(error) == 12, "each of the three layers has four checks"
assert torch.allclose(a[3].grad, (a[3] - y) / N), (
    "equation 1 starts from the slope (a - y) / N of the cost"
)
assert max(error.values()) < 1e-12, "the four equations agree with autograd"
