"""Eight epochs train twenty ReLU layers with each remedy, not without one."""
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
class Layer(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.kind, self.linear = kind, nn.Linear(64, 64)
        self.norm = nn.BatchNorm1d(64) if "norm" in kind else nn.Identity()
        if kind == "gate":
            self.gate = nn.Linear(64, 64)
            nn.init.constant_(self.gate.bias, -3)  # starts almost closed
        if kind == "He":
            nn.init.kaiming_normal_(self.linear.weight, nonlinearity="relu")

    def forward(self, h):
        new = self.norm(self.linear(h)).relu()
        if self.kind == "gate":
            return h + self.gate(h).sigmoid() * (new - h)
        return new + h if "shortcut" in self.kind else new
# --8<-- [end:net]
# --8<-- [start:train]
acc, ratio, signal = {}, {}, {}
for kind in ("plain", "He", "gate", "norm", "shortcut", "shortcut + norm"):
    torch.manual_seed(0)
    net = nn.Sequential(*map(Layer, [kind] * 20), nn.Linear(64, 10)).to(device)
    logits = net(x)
    signal[kind] = s = logits.std(0).mean().item()  # over the samples
    nn.functional.cross_entropy(logits, y).backward()
    first, *_, last = (m.linear.weight.grad.norm().item() for m in net[:-1])
    ratio[kind] = g = first / last
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for rows in (r for _ in range(8) for r in torch.randperm(1347).split(128)):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x[rows]), y[rows]).backward()
        optimizer.step()
    net.eval()
    with torch.no_grad():
        acc[kind] = (net(x_test).argmax(1) == y_test).float().mean().item()
    print(f"{kind}: signal {s:.2f} ratio {g:.1e} over 40 %: {acc[kind] > 0.4}")
print(f"best: {max(acc, key=acc.get)}, above 90 %: {max(acc.values()) > 0.9}")
# --8<-- [end:train]

assert acc["plain"] < 0.2, "after eight epochs the plain net is at chance"
lost = [k for k in acc if max(signal[k], ratio[k]) < 1e-3]
assert lost == ["plain"], "only the plain net loses signal and gradient"
assert min(acc[k] for k in acc if k != "plain") > 0.4, "each remedy learns"
assert acc["shortcut + norm"] == max(acc.values()) > 0.9, "the pair does best"
assert 0.02 < ratio["He"] < 5 < ratio["norm"], "norm alone amplifies"
assert torch.allclose(net(x[:1]), net(x)[:1], atol=1e-3), "rows do not mix"
