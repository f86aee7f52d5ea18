"""First `g.float()`, then divide. A gradient that became infinite is no
gradient: keep the weights as they are, and try half the scale next time.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def step(w, g, scale, lr):  # w: float32; g: float16, of scale times the loss
    ...  # your code: the new w, and the scale for the next step
# --8<-- [end:stub]
# --8<-- [start:solution]
def step(w, g, scale, lr):
    g = g.float() / scale
    if not g.isfinite().all():
        return w, scale / 2
    return w - lr * g, scale
# --8<-- [end:solution]
# --8<-- [start:wrong-half]
# gets: divided in float16 small gradients are zero again: float32 first
def step(w, g, scale, lr):
    g = (g / scale).float()
    if not g.isfinite().all():
        return w, scale / 2
    return w - lr * g, scale
# --8<-- [end:wrong-half]
# --8<-- [start:wrong-long]
# gets: this step is too long: g belongs to scale times the loss
def step(w, g, scale, lr):
    if not g.isfinite().all():
        return w, scale / 2
    return w - lr * g.float(), scale
# --8<-- [end:wrong-long]
# --8<-- [start:wrong-infinite]
# gets: an infinite gradient must not reach the weights
def step(w, g, scale, lr):
    return w - lr * g.float() / scale, scale
# --8<-- [end:wrong-infinite]
# --8<-- [start:wrong-scale]
# gets: with the same scale the next gradient is infinite too: halve it
def step(w, g, scale, lr):
    g = g.float() / scale
    if not g.isfinite().all():
        return w, scale
    return w - lr * g, scale
# --8<-- [end:wrong-scale]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for scale, lr in ((1024.0, 0.5), (4096.0, 0.1), (2048.0, 2.0)):
    w = torch.randn(6)
    true = (1 + torch.rand(6)) * 1e-8  # below what float16 holds
    small = (true * scale).half()
    found = step(w * 0, small, scale, lr)
    assert found is not None, "return the weights and the scale"
    new, next_scale = found
    assert not torch.equal(new, w * 0), (
        "divided in float16 small gradients are zero again: float32 first")
    assert new.abs().max() < 10 * lr * true.max(), (
        "this step is too long: g belongs to scale times the loss")
    assert torch.allclose(new, -lr * true, rtol=0.01, atol=0), (
        "the weights go another way")
    assert next_scale == scale, "this gradient is finite: keep the scale"
    g = torch.full((6,), torch.inf).half()
    g[:5] = small[:5]
    new, next_scale = step(w.clone(), g, scale, lr)
    assert torch.equal(new, w), (
        "an infinite gradient must not reach the weights")
    assert next_scale != scale, (
        "with the same scale the next gradient is infinite too: halve it")
    assert next_scale == scale / 2, "halve the scale"
print("solved")
# --8<-- [end:checker]
