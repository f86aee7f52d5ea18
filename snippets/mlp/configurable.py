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
            layers += [nn.Linear(n_in, n_out), nn.BatchNorm1d(n_out),
                       kinds[activation](), nn.Dropout(dropout)]
            nn.init.kaiming_normal_(layers[-4].weight, nonlinearity="relu")
        self.layers = nn.Sequential(*layers, nn.Linear(*sizes[-2:]))

    def forward(self, x):  # (batch, features)
        return self.layers(x)  # (batch, classes) logits
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
net = MLP([4, 64, 32, 3])
print(tuple(inputs.shape), "→", tuple(net(inputs).shape))
print(sum(p.numel() for p in net.parameters()), "parameters")
try:
    MLP([4, 64, 32, 3], activation="rleu")
except ValueError as error:
    print("ValueError:", error)
# --8<-- [end:pipeline]

assert sum(p.numel() for p in net.parameters()) == 2691, "4-64-32-3 with BN"
assert torch.allclose(x.mean(0), torch.zeros(4), atol=1e-5), "scaled"
