"""From equal nodes a graph net cannot tell a ring from two triangles."""

# --8<-- [start:predict]
import torch

triangle = torch.ones(3, 3) - torch.eye(3)
triangles = torch.block_diag(triangle, triangle)
step = torch.eye(6).roll(1, 0)  # each node leads to the next
ring = step + step.T
ends = []
for A in (ring, triangles):
    H = torch.ones(6, 1)  # all nodes are equal
    for layer in range(3):
        H = H + A @ H  # each adds its neighbours to itself
    ends.append(H.flatten().tolist())
# --8<-- [end:predict]

# --8<-- [start:answer]
print(*ends, sep="\n")
# --8<-- [end:answer]

home = [(A @ A @ A).trace().item() for A in (ring, triangles)]
assert ends == 2 * [6 * [27]], "all nodes of both graphs end at 27"
assert home == [0, 12], "three steps lead home in a triangle, not in the ring"
