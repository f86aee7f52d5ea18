"""Add to each node what its edges bring, in both directions, and to itself;
count what each has heard; divide. `index_add_` does it without a loop.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def layer(H, W, edges):  # (nodes, inputs), (outputs, inputs), (edges, 2)
    ...  # your code: mean over self and neighbours, then the matrix
# --8<-- [end:stub]
# --8<-- [start:solution]
def layer(H, W, edges):
    heard, count = H.clone(), H.new_ones(len(H), 1)
    for i, j in edges.tolist():
        heard[i] += H[j]
        heard[j] += H[i]
        count[[i, j]] += 1
    return heard / count @ W.T
# --8<-- [end:solution]
# --8<-- [start:wrong-sum]
# gets: this is the sum: divide by how many each node has heard
def layer(H, W, edges):
    heard = H.clone()
    for i, j in edges.tolist():
        heard[i] += H[j]
        heard[j] += H[i]
    return heard @ W.T
# --8<-- [end:wrong-sum]
# --8<-- [start:wrong-one]
# gets: edges lead both ways
def layer(H, W, edges):
    heard, count = H.clone(), H.new_ones(len(H), 1)
    for i, j in edges.tolist():
        heard[i] += H[j]
        count[i] += 1
    return heard / count @ W.T
# --8<-- [end:wrong-one]
# --8<-- [start:wrong-self]
# gets: a node listens to itself too, even one without edges
def layer(H, W, edges):
    heard, count = torch.zeros_like(H), H.new_zeros(len(H), 1)
    for i, j in edges.tolist():
        heard[i] += H[j]
        heard[j] += H[i]
        count[[i, j]] += 1
    return heard / count.clamp(min=1) @ W.T
# --8<-- [end:wrong-self]
# --8<-- [start:wrong-turned]
# gets: W is square here, so no error tells that its .T is missing
def layer(H, W, edges):
    heard, count = H.clone(), H.new_ones(len(H), 1)
    for i, j in edges.tolist():
        heard[i] += H[j]
        heard[j] += H[i]
        count[[i, j]] += 1
    return heard / count @ W
# --8<-- [end:wrong-turned]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
same = torch.allclose
for n in (4, 6, 9):
    H, W = torch.randn(n, 3).double(), torch.randn(3, 3).double()
    edges = torch.tensor([(i, i + 1) for i in range(n - 2)] + [(0, 2)])
    A = torch.eye(n).double()
    A[edges[:, 0], edges[:, 1]] = A[edges[:, 1], edges[:, 0]] = 1
    one = torch.eye(n).double()
    one[edges[:, 0], edges[:, 1]] = 1
    mean = A / A.sum(1, keepdim=True)
    found = layer(H, W, edges)
    assert found is not None, "return a row for each node"
    assert found.shape == (n, 3), "return (nodes, outputs)"
    assert not same(found, mean @ H @ W), (
        "W is square here, so no error tells that its .T is missing")
    assert not same(found, A @ H @ W.T), (
        "this is the sum: divide by how many each node has heard")
    assert not same(found, one / one.sum(1, keepdim=True) @ H @ W.T), (
        "edges lead both ways")
    assert not same(found[-1], 0 * found[-1]), (
        "a node listens to itself too, even one without edges")
    assert same(found, mean @ H @ W.T), "the mean over A finds other rows"
print("solved")
# --8<-- [end:checker]
