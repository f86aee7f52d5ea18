"""Twenty ReLU layers stay at chance until the gradient gets a way through."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test = (torch.tensor(p).float().to(device) for p in parts[:2])
y, y_test = (torch.tensor(p).to(device) for p in parts[2:])
# --8<-- [end:data]
# --8<-- [start:net]
class Deep(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.kind, self.top = kind, nn.Linear(64, 10)
        self.layers = nn.ModuleList(nn.Linear(64, 64) for _ in range(20))
        self.gates = nn.ModuleList(nn.Linear(64, 64) for _ in range(20))
        self.norms = nn.ModuleList(nn.BatchNorm1d(64) for _ in range(20))
        for layer, gate in zip(self.layers, self.gates):
            nn.init.constant_(gate.bias, -3)  # a gate starts almost closed
            if kind == "He":
                nn.init.kaiming_normal_(layer.weight)

    def forward(self, h):
        for layer, gate, norm in zip(self.layers, self.gates, self.norms):
            z = norm(layer(h)) if "norm" in self.kind else layer(h)
            t = gate(h).sigmoid() if self.kind == "gate" else 1.0
            keep = 1.0 if "shortcut" in self.kind else 1 - t
            h = t * z.relu() + keep * h  # plain: t = 1, keep = 0
        return self.top(h)
# --8<-- [end:net]
# --8<-- [start:train]
acc, ratio = {}, {}
for kind in ("plain", "He", "gate", "norm", "shortcut", "shortcut + norm"):
    torch.manual_seed(0)
    net = Deep(kind).to(device)
    nn.functional.cross_entropy(net(x), y).backward()
    first, *_, last = (m.weight.grad.norm().item() for m in net.layers)
    ratio[kind] = first / last
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for rows in (r for _ in range(8) for r in torch.randperm(1347).split(128)):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x[rows]), y[rows]).backward()
        optimizer.step()
    net.eval()
    with torch.no_grad():
        acc[kind] = (net(x_test).argmax(1) == y_test).float().mean().item()
    print(f"{kind}: ratio {ratio[kind]:.1e}, above 50 %: {acc[kind] > 0.5}")
best = max(acc, key=acc.get)
print(f"highest accuracy: {best}, above 90 %: {acc[best] > 0.9}")
# --8<-- [end:train]

assert ratio["plain"] < 1e-4 and acc["plain"] < 0.2, "plain stays at chance"
assert min(acc[k] for k in acc if k != "plain") > 0.5, "each remedy learns"
assert acc["shortcut + norm"] == max(acc.values()) > 0.9, "the pair does best"
assert 0.02 < ratio["He"] < 5 < ratio["norm"], "norm alone amplifies"
assert torch.allclose(net(x[:1]), net(x)[:1], atol=1e-3), "rows do not mix"
