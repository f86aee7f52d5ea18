"""Four lines a step: both averages, both corrections, w. Count t from one,
and raise both betas to the power t. The averages themselves stay as they
are: divide copies.

Difficulty 2 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch

def by_torch(w, slopes, *options):  # what torch makes of w
    w = w.clone()
    optimizer = torch.optim.Adam([w], *options)
    for g in slopes:
        w.grad = g
        optimizer.step()
    return w
# --8<-- [end:given]
# --8<-- [start:stub]
def adam(w, slopes, lr, betas, eps):  # slopes: one tensor a step
    ...  # your code: return w after a step for each of the slopes
# --8<-- [end:stub]
# --8<-- [start:solution]
def adam(w, slopes, lr, betas, eps):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    for t, g in enumerate(slopes, start=1):
        m = betas[0] * m + (1 - betas[0]) * g
        s = betas[1] * s + (1 - betas[1]) * g**2
        m_hat, s_hat = m / (1 - betas[0]**t), s / (1 - betas[1]**t)
        w = w - lr * m_hat / (s_hat.sqrt() + eps)
    return w
# --8<-- [end:solution]
# --8<-- [start:wrong-biased]
# gets: the averages start at zero: divide by 1 - beta**t
def adam(w, slopes, lr, betas, eps):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    for g in slopes:
        m = betas[0] * m + (1 - betas[0]) * g
        s = betas[1] * s + (1 - betas[1]) * g**2
        w = w - lr * m / (s.sqrt() + eps)
    return w
# --8<-- [end:wrong-biased]
# --8<-- [start:wrong-zero]
# gets: with t = 0 the correction divides by nothing: count from 1
def adam(w, slopes, lr, betas, eps):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    for t, g in enumerate(slopes):
        m = betas[0] * m + (1 - betas[0]) * g
        s = betas[1] * s + (1 - betas[1]) * g**2
        m_hat, s_hat = m / (1 - betas[0]**t), s / (1 - betas[1]**t)
        w = w - lr * m_hat / (s_hat.sqrt() + eps)
    return w
# --8<-- [end:wrong-zero]
# --8<-- [start:wrong-inside]
# gets: eps is added to the root, not under it
def adam(w, slopes, lr, betas, eps):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    for t, g in enumerate(slopes, start=1):
        m = betas[0] * m + (1 - betas[0]) * g
        s = betas[1] * s + (1 - betas[1]) * g**2
        m_hat, s_hat = m / (1 - betas[0]**t), s / (1 - betas[1]**t)
        w = w - lr * m_hat / (s_hat + eps).sqrt()
    return w
# --8<-- [end:wrong-inside]
# --8<-- [start:wrong-root]
# gets: each parameter is divided by the root of s_hat
def adam(w, slopes, lr, betas, eps):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    for t, g in enumerate(slopes, start=1):
        m = betas[0] * m + (1 - betas[0]) * g
        s = betas[1] * s + (1 - betas[1]) * g**2
        m_hat, s_hat = m / (1 - betas[0]**t), s / (1 - betas[1]**t)
        w = w - lr * m_hat / (s_hat + eps)
    return w
# --8<-- [end:wrong-root]
# --8<-- [start:wrong-overwritten]
# gets: step 2 goes wrong: correct copies, and leave m and s as they are
def adam(w, slopes, lr, betas, eps):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    for t, g in enumerate(slopes, start=1):
        m = betas[0] * m + (1 - betas[0]) * g
        s = betas[1] * s + (1 - betas[1]) * g**2
        m, s = m / (1 - betas[0]**t), s / (1 - betas[1]**t)
        w = w - lr * m / (s.sqrt() + eps)
    return w
# --8<-- [end:wrong-overwritten]
# --8<-- [start:wrong-power]
# gets: the correction fades as steps go by: beta**t, not beta
def adam(w, slopes, lr, betas, eps):
    m, s = torch.zeros_like(w), torch.zeros_like(w)
    for g in slopes:
        m = betas[0] * m + (1 - betas[0]) * g
        s = betas[1] * s + (1 - betas[1]) * g**2
        m_hat, s_hat = m / (1 - betas[0]), s / (1 - betas[1])
        w = w - lr * m_hat / (s_hat.sqrt() + eps)
    return w
# --8<-- [end:wrong-power]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for steps, beta, eps in ((1, 0.9, 0.1), (2, 0.8, 0.2), (9, 0.9, 0.01)):
    w, slopes = torch.randn(4).double(), torch.randn(steps, 4).double()
    options, g = (0.1, (beta, 0.99), eps), slopes[0]
    own = adam(w.clone(), slopes, *options)
    assert own is not None and own.shape == w.shape, "return the new w"
    assert own.isfinite().all(), (
        "with t = 0 the correction divides by nothing: count from 1")
    step, biased = (w - own) / 0.1, (1 - beta) * g / (0.1 * g.abs() + eps)
    assert not torch.allclose(step, biased), (
        "the averages start at zero: divide by 1 - beta**t")
    assert not torch.allclose(step, g / (g**2 + eps).sqrt()), (
        "eps is added to the root, not under it")
    assert not torch.allclose(step, g / (g**2 + eps)), (
        "each parameter is divided by the root of s_hat")
    even = adam(w.clone(), torch.ones(2, 4).double(), 1, (beta, 0.99), 0)
    assert (w - even).max() < 2.01, (  # slopes of 1: two steps of lr
        "the correction fades as steps go by: beta**t, not beta")
    assert torch.allclose(w - even, torch.full_like(w, 2)), (
        "step 2 goes wrong: correct copies, and leave m and s as they are")
    assert torch.allclose(own, by_torch(w, slopes, *options)), (
        "torch takes other steps: print m_hat and s_hat")
print("solved")
# --8<-- [end:checker]
