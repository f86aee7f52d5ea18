"""One layer of a graph net: the mean over the neighbours, then a matrix."""

# --8<-- [start:paper]
import torch

edges = [(0, 1), (1, 2)]  # a path of three nodes; node 3 is alone
A = torch.eye(4).double()  # each node listens to itself
for i, j in edges:
    A[i, j] = A[j, i] = 1
M = A / A.sum(1, keepdim=True)  # each row sums to 1
h = torch.tensor([[1], [4], [4], [7]]).double()  # one number a node
for row in M:
    print(*(f"{share:.2f}" for share in row))
means = (M @ h)[:, 0]
print("mean:", *(f"{value:.1f}" for value in means))
# --8<-- [end:paper]
# --8<-- [start:loop]
torch.manual_seed(0)
H = torch.randn(4, 3).double()  # 3 numbers a node
W = torch.randn(2, 3).double()  # 3 → 2
heard = [[H[i]] for i in range(4)]
for i, j in edges:  # messages, both ways
    heard[i].append(H[j])
    heard[j].append(H[i])
passed = torch.stack([sum(rows) / len(rows) for rows in heard]) @ W.T
same = torch.allclose(passed, M @ H @ W.T)
print("messages are one matrix:", same)
# --8<-- [end:loop]
# --8<-- [start:rename]
p = torch.tensor([2, 0, 3, 1])  # the same graph, its nodes renamed
A_p = A[p][:, p]
M_p = A_p / A_p.sum(1, keepdim=True)
renamed = M_p @ H[p] @ W.T
follows = torch.allclose(renamed, (M @ H @ W.T)[p])
print("outputs are renamed alike:", follows)
# --8<-- [end:rename]

paper = torch.tensor([2.5, 3, 4, 7]).double()
assert torch.allclose(means, paper), "the means are those on paper"
assert same, "messages along the edges are one product with a matrix"
assert follows, "where the nodes are renamed the outputs are renamed alike"
