"""An MLP built from a list of sizes; an unknown activation raises."""

# --8<-- [start:class]
import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class MLP(nn.Module):
    def __init__(self, sizes, activation="relu", dropout=0.2):
        super().__init__()
        kinds = {"relu": nn.ReLU, "gelu": nn.GELU, "tanh": nn.Tanh}
        if activation not in kinds:
            raise ValueError(f"unknown activation {activation!r}")
        layers = []
        for n_in, n_out in zip(sizes, sizes[1:-1]):
            layers += [nn.Linear(n_in, n_out, bias=False),
                       nn.BatchNorm1d(n_out), kinds[activation]()]
        layers += [nn.Dropout(dropout), nn.Linear(*sizes[-2:])]
        self.layers = nn.Sequential(*layers)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layers(x)  # (batch, features) → (batch, classes)
# --8<-- [end:class]


# --8<-- [start:pipeline]
x, y = load_iris(return_X_y=True)  # 150 flowers, 4 lengths each
x, x_test, y, y_test = train_test_split(
    x, y, test_size=30, stratify=y, random_state=0
)
scaler = StandardScaler().fit(x)  # sees no test row
x = torch.tensor(scaler.transform(x), dtype=torch.float32)
data = TensorDataset(x, torch.tensor(y))
torch.manual_seed(0)
loader = DataLoader(data, batch_size=16, shuffle=True)
inputs, labels = next(iter(loader))
sizes = [4, 64, 32, 3]
net = MLP(sizes)
print(tuple(inputs.shape), "→", tuple(net(inputs).shape))
print(sum(p.numel() for p in net.parameters()), "parameters")
try:
    MLP(sizes, activation="rleu")
except ValueError as error:
    print("ValueError:", error)
# --8<-- [end:pipeline]

assert sum(p.numel() for p in net.parameters()) == 2595, \
    "4-64-32-3 with batch norm has 2595 parameters"
assert x.mean(0).abs().max() < 1e-5, "each scaled feature has mean 0"
assert data.tensors[1].bincount().tolist() == [40] * 3, \
    "the training rows hold 40 flowers of each class"
assert not torch.equal(inputs, x[:16]), "the loader shuffles the rows"
names = [type(layer).__name__ for layer in net.layers]
assert names.index("Dropout") == 6, "dropout is behind the last batch norm"
assert MLP([2, 3, 5, 7, 4])(torch.zeros(6, 2)).shape == (6, 4), \
    "a list of five sizes makes a net as well"
