"""A dot product is a weighted sum; a matrix holds one for each output."""

# --8<-- [start:dot]
import torch

x = torch.tensor([1.0, 2.0, 3.0])  # three inputs
w = torch.tensor([4.0, 2.0, -1.0])  # a weight for each
print("by hand ", (x * w).sum().item())
print("dot     ", (x @ w).item())
# --8<-- [end:dot]
# --8<-- [start:batch]
X = torch.arange(1.0, 13.0).view(4, 3)  # (samples, inputs): one sample a row
W = torch.tensor([[4.0, 2.0, -1.0], [1.0, 1.0, 1.0]])  # (outputs, inputs)
b = torch.tensor([0.5, 0.0])  # (outputs,)
z = X @ W.T + b
print(tuple(X.shape), "@", tuple(W.T.shape), "->", tuple(z.shape))
print(z[0].tolist())  # first: the dot product above, plus 0.5
# --8<-- [end:batch]
assert (x * w).sum() == x @ w, "a dot product is a weighted sum"
assert torch.equal(z, torch.nn.functional.linear(X, W, b)), "X Wᵀ + b is " \
    "what torch.nn.functional.linear computes"
assert torch.equal(X[0], x) and torch.equal(W[0], w), "the first " \
    "rows of X and W are x and w"
assert z[0, 0] == x @ w + b[0], "an output is a dot product plus a bias"
