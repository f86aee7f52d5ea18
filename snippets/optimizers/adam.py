"""RMSprop and Adam by hand equal torch; Adam's first step has length lr."""

# --8<-- [start:by-hand]
import torch

grads = 3 * torch.cos(torch.arange(20).double())  # 20 changing slopes
lr, beta1, beta2, eps = 0.01, 0.9, 0.999, 1e-8
w, m, s = 0.0, 0.0, 0.0  # Adam: weight, mean, mean square
u, r = 0.0, 0.0  # RMSprop: weight, mean square
for t, g in enumerate(grads.tolist(), start=1):
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    w = w - lr * m_hat / (s_hat**0.5 + eps)
    r = 0.99 * r + 0.01 * g**2
    u = u - lr * g / (r**0.5 + eps)
same = {}
for optim, by_hand in ((torch.optim.Adam, w), (torch.optim.RMSprop, u)):
    p = torch.zeros(1, dtype=torch.float64)
    optimizer = optim([p], lr=lr)
    for g in grads:
        p.grad = g.reshape(1)
        optimizer.step()
    name = optim.__name__
    same[name] = abs(p.item() - by_hand) < 1e-12
    print(f"{name}: {by_hand:.3f}, equal to torch: {same[name]}")
# --8<-- [end:by-hand]

# --8<-- [start:first-step]
lr = 0.001
for g in (0.001, 1.0, 1000.0):
    p = torch.zeros(1)
    optimizer = torch.optim.Adam([p], lr=lr)
    p.grad = torch.tensor([g])
    optimizer.step()
    print(f"slope {g:6g}: Adam's first step {p.item():.4f}")
# --8<-- [end:first-step]

# --8<-- [start:moments]
p = torch.zeros(1)
optimizer = torch.optim.Adam([p], lr=lr)
for t in (1, 2, 3):
    p.grad = torch.tensor([3.0])
    optimizer.step()
    m = optimizer.state[p]["exp_avg"].item()
    m_hat = m / (1 - 0.9**t)
    print(f"step {t}: exp_avg {m:.3f}, corrected {m_hat:.3f}")
# --8<-- [end:moments]
assert all(same.values()), "Adam and RMSprop by hand take torch's steps"
assert abs(m - 0.813) < 1e-6, (
    "after three slopes of 3, exp_avg is still only 0.813"
)
assert abs(m_hat - 3) < 1e-5, "the bias correction gives the mean slope, 3"
assert abs(p.item() + 3 * lr) < 1e-6, (
    "at a steady slope, Adam's steps have the length lr"
)
