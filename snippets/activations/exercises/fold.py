"""Begin with the first layer's own matrix and bias, and take in one layer at
a time. Its matrix meets both: what was the matrix, and what was the bias.
The derivation has the two lines.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def fold(layers):  # a list of nn.Linear, from the first to the last
    ...  # your code: weight and bias of the one layer that does the same
# --8<-- [end:stub]
# --8<-- [start:solution]
def fold(layers):
    W, b = layers[0].weight, layers[0].bias
    for layer in layers[1:]:
        W, b = layer.weight @ W, layer.weight @ b + layer.bias
    return W, b
# --8<-- [end:solution]
# --8<-- [start:wrong-order]
# gets: the later matrix stands on the left: it meets what the first gives
def fold(layers):
    W, b = layers[0].weight, layers[0].bias
    for layer in layers[1:]:
        W, b = W @ layer.weight, layer.weight @ b + layer.bias
    return W, b
# --8<-- [end:wrong-order]
# --8<-- [start:wrong-sum]
# gets: later layers multiply earlier biases too: here they are added only
def fold(layers):
    W, b = layers[0].weight, layers[0].bias
    for layer in layers[1:]:
        W, b = layer.weight @ W, b + layer.bias
    return W, b
# --8<-- [end:wrong-sum]
# --8<-- [start:wrong-last]
# gets: only the last bias is left: earlier ones come through too
def fold(layers):
    W = layers[0].weight
    for layer in layers[1:]:
        W = layer.weight @ W
    return W, layers[-1].bias
# --8<-- [end:wrong-last]
# --8<-- [start:wrong-turned]
# gets: this matrix is transposed: torch keeps it as (outputs, inputs)
def fold(layers):
    W, b = layers[0].weight, layers[0].bias
    for layer in layers[1:]:
        W, b = layer.weight @ W, layer.weight @ b + layer.bias
    return W.T, b
# --8<-- [end:wrong-turned]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
same = torch.allclose
for sizes in ((3, 3, 3), (4, 4, 4, 4), (2, 5, 3, 4)):
    layers = [nn.Linear(*pair).double() for pair in zip(sizes, sizes[1:])]
    net, x = nn.Sequential(*layers), torch.randn(6, sizes[0]).double()
    zero = net(x[:1] * 0)[0]  # what is left without an input: the bias
    matrix = (net(torch.eye(sizes[0]).double()) - zero).T
    found = fold(layers)
    assert isinstance(found, tuple), "return a weight and a bias: W, b"
    W, b = found
    assert same(W, matrix) or not same(W, matrix.T), (
        "this matrix is transposed: torch keeps it as (outputs, inputs)")
    assert same(W, matrix), (
        "the later matrix stands on the left: it meets what the first gives")
    assert not same(b, layers[-1].bias), (
        "only the last bias is left: earlier ones come through too")
    assert same(b, zero), (
        "later layers multiply earlier biases too: here they are added only")
    assert same(x @ W.T + b, net(x)), "the net gives other outputs"
print("solved")
# --8<-- [end:checker]
