"""The slope of cross-entropy is p − y, and the loss is entropy plus KL."""

# --8<-- [start:numbers]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

def numbers(logits, true, smoothing):
    z = torch.tensor(logits, dtype=torch.float64, requires_grad=True)
    label = torch.tensor(true)
    loss = F.cross_entropy(z, label, label_smoothing=smoothing)
    loss.backward()
    y = (1 - smoothing) * F.one_hot(label, 3).double() + smoothing / 3
    p = z.detach().softmax(0)
    kl = F.kl_div(p.log(), y, reduction="sum")
    return p, y, z.grad, loss.item(), torch.special.entr(y).sum(), kl

cases = (([2.0, 1.0, 0.0], 0, 0.0), ([-1.5, 3.0, 0.5], 2, 0.0),
         ([2.0, 1.0, 0.0], 0, 0.1), ([4.0, -4.0, 0.5], 1, 0.3))
for logits, true, smoothing in cases:
    p, _, slope, loss, own, kl = numbers(logits, true, smoothing)
    print("z", *logits, f" true class {true}  smoothing {smoothing}")
    print("  p", *(f"{v:.4f}" for v in p),
          " p − y", *(f"{v:7.4f}" for v in slope))
    print(f"  loss {loss:.4f} = entropy {own:.4f} + KL {kl:.4f}")
# --8<-- [end:numbers]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 2.2), layout="constrained")
logits, true, smoothing = cases[1]
p, y, *_ = numbers(logits, true, smoothing)
starts, ends = p.tolist(), y.tolist()
ax.barh(range(3), starts, 0.5, color="C0", alpha=0.5)
for k, (start, end) in enumerate(zip(starts, ends)):
    ax.plot([end, end], [k - 0.35, k + 0.35], "-", color="gray", lw=3)
    ax.annotate("", (end, k), (start, k),
                arrowprops={"arrowstyle": "->", "color": "C1", "lw": 2})
ax.set(xlabel="probability", yticks=range(3), xlim=(-0.02, 1.02),
       yticklabels=[f"class {k}, z = {logits[k]}" for k in range(3)])
ax.invert_yaxis()
plt.show()
# --8<-- [end:figure]
results = [numbers(*case) for case in cases]
assert all(torch.allclose(slope, p - y) for p, y, slope, *_ in results), \
    "the slope is p − y, for smoothed labels too"
assert all(abs(loss - own - kl) < 1e-12 for *_, loss, own, kl in results), \
    "the loss is entropy plus KL"
