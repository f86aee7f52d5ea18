"""A nearest neighbour knows by heart even labels that were drawn by lot."""

# --8<-- [start:predict]
import torch
from sklearn.neighbors import KNeighborsClassifier

torch.manual_seed(0)
x, y = torch.rand(2000, 5), torch.randint(10, (2000,))
seen, new = (x[:1000], y[:1000]), (x[1000:], y[1000:])
nearest = KNeighborsClassifier(n_neighbors=1).fit(*seen)
# --8<-- [end:predict]

# --8<-- [start:answer]
print(f"{nearest.score(*seen):.0%} {nearest.score(*new):.0%}")
# --8<-- [end:answer]

assert nearest.score(*new) < 0.15 and nearest.score(*seen) == 1, \
    "it is right on every row that it has seen, on new ones by chance only"
