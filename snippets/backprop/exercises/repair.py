"""Go through the loop with one sample in mind, and then with two. Does the
first line for delta hold all of equation one? Which weights does the error
pass through on its way down? And is a mean over rows still due?

Difficulty 2 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def step(W, b, x, y, lr):  # lists of weights and biases, changed in place
    a = [x]
    for k in range(len(W)):  # every layer ends in tanh
        a.append((a[k] @ W[k].T + b[k]).tanh())
    delta = (a[-1] - y) / len(x)  # half a squared error, mean over rows
    for k in reversed(range(len(W))):
        W[k] -= lr * delta.T @ a[k]
        b[k] -= lr * delta.mean(dim=0)
        delta = delta @ W[k] * (1 - a[k] ** 2)
# --8<-- [end:stub]
# --8<-- [start:solution]
def step(W, b, x, y, lr):
    a = [x]
    for k in range(len(W)):
        a.append((a[k] @ W[k].T + b[k]).tanh())
    delta = (a[-1] - y) / len(x) * (1 - a[-1] ** 2)
    for k in reversed(range(len(W))):
        below = delta @ W[k] * (1 - a[k] ** 2)
        W[k] -= lr * delta.T @ a[k]
        b[k] -= lr * delta.sum(dim=0)
        delta = below
# --8<-- [end:solution]
# --8<-- [start:wrong-slope]
# gets: equation (1) ends with a slope: the last layer has a tanh too
def step(W, b, x, y, lr):
    a = [x]
    for k in range(len(W)):
        a.append((a[k] @ W[k].T + b[k]).tanh())
    delta = (a[-1] - y) / len(x)
    for k in reversed(range(len(W))):
        below = delta @ W[k] * (1 - a[k] ** 2)
        W[k] -= lr * delta.T @ a[k]
        b[k] -= lr * delta.sum(dim=0)
        delta = below
# --8<-- [end:wrong-slope]
# --8<-- [start:wrong-mean]
# gets: delta holds the mean over rows already: b takes the sum
def step(W, b, x, y, lr):
    a = [x]
    for k in range(len(W)):
        a.append((a[k] @ W[k].T + b[k]).tanh())
    delta = (a[-1] - y) / len(x) * (1 - a[-1] ** 2)
    for k in reversed(range(len(W))):
        below = delta @ W[k] * (1 - a[k] ** 2)
        W[k] -= lr * delta.T @ a[k]
        b[k] -= lr * delta.mean(dim=0)
        delta = below
# --8<-- [end:wrong-mean]
# --8<-- [start:wrong-early]
# gets: the error went down through weights that had changed already
def step(W, b, x, y, lr):
    a = [x]
    for k in range(len(W)):
        a.append((a[k] @ W[k].T + b[k]).tanh())
    delta = (a[-1] - y) / len(x) * (1 - a[-1] ** 2)
    for k in reversed(range(len(W))):
        W[k] -= lr * delta.T @ a[k]
        b[k] -= lr * delta.sum(dim=0)
        delta = delta @ W[k] * (1 - a[k] ** 2)
# --8<-- [end:wrong-early]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for sizes in ((3, 4, 2), (2, 5, 3, 2), (4, 4, 4, 3)):
    shapes = list(zip(sizes[1:], sizes))
    W = [torch.randn(n, m).double() / 2 for n, m in shapes]
    b = [torch.randn(n).double() / 2 for n, _ in shapes]
    x, y = torch.randn(7, sizes[0]).double(), torch.rand(7, sizes[-1]).double()
    given, a = [p.clone().requires_grad_() for p in W + b], x
    for w, c in zip(given[:len(W)], given[len(W):]):
        last, a = a, (a @ w.T + c).tanh()
    cost = (a - y).square().sum() / 2 / len(x)
    slopes = torch.autograd.grad(cost, given)
    step(W, b, x, y, 0.5)
    found = [(p - new).detach() / 0.5 for p, new in zip(given, W + b)]
    same = [torch.allclose(*pair) for pair in zip(found, slopes)]
    assert not torch.allclose(found[-1], (a - y).mean(dim=0)), (
        "equation (1) ends with a slope: the last layer has a tanh too")
    assert same[len(W) - 1], (
        "begin above: not even the last layer's weights are right")
    assert same[-1], (
        "delta holds the mean over rows already: b takes the sum")
    assert same[0], (
        "the error went down through weights that had changed already")
    assert all(same), "autograd finds other slopes: print both"
print("solved")
# --8<-- [end:checker]
