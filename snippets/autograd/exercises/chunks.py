"""Autograd adds to `w.grad` by itself. So ask what must happen once before
the loop, and by what each loss has to be divided so that the sum is the
mean.

Difficulty 1 of 3, about 5 minutes.
"""
# --8<-- [start:given]
import torch

def loss(w, x, y):
    return (x @ w - y).square().mean()
# --8<-- [end:given]
# --8<-- [start:stub]
def accumulate(w, chunks):  # chunks: pairs (x, y) of equal size
    ...  # your code: one backward() a chunk, the result in w.grad
# --8<-- [end:stub]
# --8<-- [start:solution]
def accumulate(w, chunks):
    w.grad = None
    for x, y in chunks:
        (loss(w, x, y) / len(chunks)).backward()
# --8<-- [end:solution]
# --8<-- [start:wrong-sum]
# gets: a sum of means: divide each loss by the number of chunks
def accumulate(w, chunks):
    w.grad = None
    for x, y in chunks:
        loss(w, x, y).backward()
# --8<-- [end:wrong-sum]
# --8<-- [start:wrong-leftover]
# gets: an earlier step's gradient is still in it: clear w.grad first
def accumulate(w, chunks):
    for x, y in chunks:
        (loss(w, x, y) / len(chunks)).backward()
# --8<-- [end:wrong-leftover]
# --8<-- [start:wrong-last]
# gets: only the last chunk is left: clear w.grad once, not in the loop
def accumulate(w, chunks):
    for x, y in chunks:
        w.grad = None
        (loss(w, x, y) / len(chunks)).backward()
# --8<-- [end:wrong-last]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for count in (2, 3, 5):
    w = torch.randn(4, dtype=torch.float64, requires_grad=True)
    x = torch.randn(30, 4, dtype=torch.float64)
    y = torch.randn(30, dtype=torch.float64)
    chunks = list(zip(x.chunk(count), y.chunk(count)))
    wanted, = torch.autograd.grad(loss(w, x, y), w)
    last, = torch.autograd.grad(loss(w, *chunks[-1]) / count, w)
    old = torch.randn(4, dtype=torch.float64)
    w.grad = old.clone()  # what an earlier step has left
    accumulate(w, chunks)
    assert w.grad is not None and not torch.equal(w.grad, old), (
        "w.grad is as it was: walk back once for each chunk")
    assert not torch.allclose(w.grad, count * wanted), (
        "a sum of means: divide each loss by the number of chunks")
    assert not torch.allclose(w.grad, old + wanted), (
        "an earlier step's gradient is still in it: clear w.grad first")
    assert not torch.allclose(w.grad, last), (
        "only the last chunk is left: clear w.grad once, not in the loop")
    assert torch.allclose(w.grad, wanted), (
        "w.grad is not the slope of the mean over all rows")
print("solved")
# --8<-- [end:checker]
