"""Attention on paper: weights of 1/7, 2/7 and 4/7, as torch computes them."""

# --8<-- [start:weights]
from fractions import Fraction

import torch
from torch.nn import functional as F


def show(matrix):
    for row in matrix.tolist():
        print(*(f"{Fraction(x).limit_denominator(9)!s:>5}" for x in row))


ln2 = torch.tensor(2.0).double().log()
Q = ln2 * torch.tensor([[2, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 1]])
K = torch.tensor([[0, 2, 1, -1], [1, 1, -1, 1], [2, 0, 1, 1]]).double()
S = Q @ K.T / 2  # (queries, keys); 2 is the root of d = 4
A = S.softmax(1)
show(A)
# --8<-- [end:weights]
# --8<-- [start:outputs]
V = torch.tensor([[7, 0], [0, 7], [7, 7]]).double()
out = A @ V  # (queries, columns of V)
show(out)
theirs = F.scaled_dot_product_attention(Q, K, V)
print("as torch:", torch.allclose(out, theirs))
# --8<-- [end:outputs]

sevenths = torch.tensor([1, 2, 4]) / torch.tensor(7).double()
assert torch.allclose(A[0], sevenths), "the first token has the weights " \
    "1/7, 2/7 and 4/7"
assert torch.allclose(out[0], torch.tensor([5.0, 6]).double()), "its " \
    "output is 5 and 6"
assert torch.allclose(out, theirs), "torch's function gives the same"
