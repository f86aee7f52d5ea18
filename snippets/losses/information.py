"""Cross-entropy is entropy plus KL divergence, and KL is never negative."""
# --8<-- [start:entropy]
import matplotlib.pyplot as plt
import torch
from torch.nn import functional as F

def entropy(p):
    return -torch.xlogy(p, p).sum()  # xlogy takes 0 · log 0 as 0

def is_valid(p):
    return bool((p >= 0).all() and (p.sum() - 1).abs() < 1e-6)

die, coin = torch.full((6,), 1 / 6), torch.tensor([1.0, 0.0])
one_hot = F.one_hot(torch.tensor(2), num_classes=4).float()
for name, p in ("die", die), ("two-headed coin", coin), ("one-hot", one_hot):
    print(f"{name:15} distribution: {is_valid(p)},",
          f"entropy {abs(entropy(p)):.4f} nats")
# --8<-- [end:entropy]

# --8<-- [start:kl]
p = torch.tensor([0.7, 0.2, 0.1])
q = torch.tensor([0.1, 0.3, 0.6])
cross = -(p * q.log()).sum()
kl = (p * (p / q).log()).sum()
own = entropy(p)
print(f"H(p) {own:.4f} + KL(p‖q) {kl:.4f} = H(p,q) {cross:.4f}")
print(f"the other way round, KL(q‖p) {(q * (q / p).log()).sum():.4f}")
# --8<-- [end:kl]

# --8<-- [start:kl-div]
right = F.kl_div(q.log(), p, reduction="sum")  # log q first, then p
wrong = F.kl_div(q, p, reduction="sum")  # no error, no warning
print(f"right {right:.4f}  wrong {wrong:.4f}")
# --8<-- [end:kl-div]

# --8<-- [start:figure]
fig, (top, low) = plt.subplots(2, figsize=(4.5, 5), layout="constrained")
q = torch.linspace(0.01, 0.99, 99)
top.plot(q, -q.log())
top.set(xlabel="probability of the true class", ylabel="loss (nats)")
bce = -0.3 * q.log() - 0.7 * (1 - q).log()
floor = bce.min().expand(99)
low.plot(q, bce, label="H(p, q) for p = 0.3")
low.plot(q, floor, label=f"floor H(p) = {bce.min():.2f}")
low.fill_between(q, floor, bce, alpha=0.25, label="KL(p‖q)")
low.set(xlabel="q, the model's probability", ylabel="cross-entropy (nats)")
low.legend()
plt.show()
# --8<-- [end:figure]
a, b = torch.rand(2, 1000, 5, generator=torch.Generator().manual_seed(0))
u, v = a / a.sum(1, keepdim=True), b / b.sum(1, keepdim=True)
assert (-(u * (v / u).log()).sum(1) >= 0).all(), "KL is never negative"
bad = torch.tensor([[1.5, -0.5], [0.7, 0.7]])
assert not any(map(is_valid, bad)), "parts below 0, sums above 1 are refused"
assert torch.isclose(entropy(die), torch.tensor(6.0).log()), \
    "the entropy of a die is ln 6"
assert one_hot.tolist() == [0, 0, 1, 0], "class 2 of 4 has its 1 at index 2"
assert entropy(coin) == 0 and entropy(one_hot) == 0, "certainty has entropy 0"
assert torch.isclose(cross, own + kl), "H(p, q) is H(p) + KL(p‖q)"
assert torch.isclose(right, kl) and wrong < 0, "kl_div needs log q, not q"
