"""The row with the largest sum is the guess. If it is right, nothing moves.
If not, two rows move, by the input, and the others stay. Change `W` itself.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def step(W, x, y):  # W: (classes, inputs), x: (inputs,), y: the right class
    ...  # your code: one step of the perceptron rule, in place
# --8<-- [end:stub]
# --8<-- [start:solution]
def step(W, x, y):
    guess = (W @ x).argmax()
    if guess != y:
        W[y] += x
        W[guess] -= x
# --8<-- [end:solution]
# --8<-- [start:wrong-always]
# gets: after a right guess nothing moves
def step(W, x, y):
    guess = (W @ x).argmax()
    W[y] += x
    W[guess] -= 0.5 * x
# --8<-- [end:wrong-always]
# --8<-- [start:wrong-half]
# gets: the row that won wrongly loses the input
def step(W, x, y):
    if (W @ x).argmax() != y:
        W[y] += x
# --8<-- [end:wrong-half]
# --8<-- [start:wrong-all]
# gets: the rows that did not win stay as they are
def step(W, x, y):
    if (W @ x).argmax() != y:
        W -= x
        W[y] += 2 * x
# --8<-- [end:wrong-all]
# --8<-- [start:wrong-sides]
# gets: the right row gains the input
def step(W, x, y):
    guess = (W @ x).argmax()
    if guess != y:
        W[y] -= x
        W[guess] += x
# --8<-- [end:wrong-sides]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for classes in (3, 4, 6):
    W, x = torch.randn(classes, 5), torch.randn(5)
    order = (W @ x).argsort(descending=True).tolist()
    best, last = order[0], order[-1]
    new = W.clone()
    step(new, x, best)
    assert torch.allclose(new, W), "after a right guess nothing moves"
    new = W.clone()
    step(new, x, last)
    assert not torch.equal(new, W), "after a wrong guess W changes, in place"
    assert torch.allclose(new[last], W[last] + x), (
        "the right row gains the input")
    assert torch.allclose(new[best], W[best] - x), (
        "the row that won wrongly loses the input")
    assert torch.equal(new[order[1:-1]], W[order[1:-1]]), (
        "the rows that did not win stay as they are")
print("solved")
# --8<-- [end:checker]
