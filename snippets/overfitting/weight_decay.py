"""In SGD weight_decay = 2λ is the penalty λ‖w‖²; AdamW decays alike."""

# --8<-- [start:gradient]
import torch

w = torch.tensor([2.0, -1.0, 0.5], dtype=torch.float64, requires_grad=True)
x, y, lam, lr = torch.tensor([1.0, 3.0, 2.0]).double(), 4.0, 0.01, 0.1
plain = (x @ w - y) ** 2
(g,) = torch.autograd.grad(plain, w, retain_graph=True)
(g_penalty,) = torch.autograd.grad(plain + lam * (w**2).sum(), w)
by_hand = 2 * (x @ w - y) * x
print("g = 2 (x·w − y) x:", g.allclose(by_hand))
print("with the penalty g + 2λw:", g_penalty.allclose(by_hand + 2 * lam * w))
moved = (1 - 2 * lr * lam) * w - lr * by_hand
print("shortened, then moved:", *(f"{value:.3f}" for value in moved.tolist()))
# --8<-- [end:gradient]
# --8<-- [start:step]
def one_step(weight_decay, lam):
    w = torch.tensor([2.0], requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1, weight_decay=weight_decay)
    (0.5 * w**2 + lam * w**2).sum().backward()
    optimizer.step()
    return w.item()


print(f"penalty λ = 0.1:    {one_step(0, 0.1):.4f}")
print(f"weight_decay = 0.1: {one_step(0.1, 0):.4f}")
print(f"weight_decay = 0.2: {one_step(0.2, 0):.4f}")
# --8<-- [end:step]
# --8<-- [start:adamw]
decayed = {}
for name in "SGD", "Adam", "AdamW":
    w = torch.tensor([1.0, 10.0], requires_grad=True)
    optimizer = getattr(torch.optim, name)([w], lr=0.01, weight_decay=0.1)
    for step in range(100):
        w.grad = torch.zeros(2)  # no loss: only the decay acts
        optimizer.step()
    decayed[name] = w.detach()
    print(f"{name:5}:", *(f"{value:.3f}" for value in w.tolist()))
# --8<-- [end:adamw]
# --8<-- [start:all-parameters]
norm = torch.nn.BatchNorm1d(3)
optimizer = torch.optim.SGD(norm.parameters(), lr=0.1, weight_decay=0.1)
norm.weight.grad = torch.zeros(3)
optimizer.step()
print("batch norm's scale decays too:", f"{norm.weight[0].item():.2f}")
# --8<-- [end:all-parameters]
assert g.allclose(by_hand), "the gradient without penalty is 2 (x·w − y) x"
at_zero = torch.tensor([-8.0, -24.0, -16.0]).double()  # x·w is 0, y is 4
assert g.allclose(at_zero), "with 0 where 4 is right, the gradient is −8 x"
extra = 0.02 * torch.tensor([2.0, -1.0, 0.5]).double()
assert (g_penalty - g).allclose(extra), "the penalty adds 2λw to the gradient"
sgd, adamw = decayed["SGD"], decayed["AdamW"]
assert sgd.allclose(adamw) and adamw[0] < 1, "AdamW decays as SGD does"
assert decayed["Adam"][0] < 0.3, "Adam shrinks a weight of 1 to less than 0.3"
same, other = one_step(0.2, 0), one_step(0.1, 0)
assert abs(one_step(0, 0.1) - same) < 1e-6, "weight_decay is 2λ in SGD"
assert abs(one_step(0, 0.1) - other) > 0.01, "weight_decay is not λ in SGD"
scale = norm.weight.detach()
assert scale.allclose(torch.tensor(0.99)), "batch norm's scales decay as well"
