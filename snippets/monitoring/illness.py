"""Seven planted faults and six gauges: each fault rings alarms of its own."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F
device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_val, y, y_val = (torch.tensor(a).to(device) for a in parts)
class Net(nn.Module):
    def __init__(self, hidden=nn.ModuleList, shift=0):
        super().__init__()
        self.hidden = hidden([nn.Linear(32, 32).double().to(device)])
        self.first, self.last = nn.Linear(64, 32), nn.Linear(32, 10)
        nn.init.constant_(self.first.bias, shift)
    def forward(self, x):
        h = self.hidden[0](self.first(x).relu()).relu()
        return self.last(F.dropout(h, 0.2, self.training))
# --8<-- [end:data]
# --8<-- [start:train]
def train(x=x, y=y, lr=0.01, steps=40, judge=nn.Module.eval, **kind):
    torch.manual_seed(0)
    net = Net(**kind).double().to(device)
    W, moved = [net.first.weight, net.hidden[0].weight, net.last.weight], []
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for batch in torch.randint(len(x), (steps, 64)).to(device):
        optimizer.zero_grad()
        F.cross_entropy(net(x[batch]), y[batch]).backward()
        old = [w.detach().clone() for w in W]
        optimizer.step()
        moved.append([(w - o).norm() / o.norm() for w, o in zip(W, old)])
    judge(net)
    with torch.no_grad():
        logits, loss = net(x_val), F.cross_entropy(net(x), y)
        wobble = (net(x_val) - logits).abs().max()
        dead = (net.first(x) <= 0).all(0).double().mean()
    twins = (torch.cdist(x_val[:50], x).min(1).values < 1e-6).double().mean()
    most = [max(layer) for layer in zip(*moved)]  # update/weight, by layer
    acc = (logits.argmax(1) == y_val).double().mean().item()
    return acc, [loss > 1.5, dead > 0.75, min(most) < 0.001, max(most) > 1,
                 wobble > 1e-6, twins > 0.5]
# --8<-- [end:train]
# --8<-- [start:table]
loops = {"healthy": {}, "plain list": {"hidden": list},
         "rate ÷ 1000": {"lr": 1e-5}, "rate × 100": {"lr": 1.0},
         "dead units": {"shift": -9}, "labels off": {"y": y.roll(1)},
         "eval forgotten": {"judge": nn.Module.train},
         "leak": {"x": torch.cat([x, x_val]), "y": torch.cat([y, y_val])}}
rung = {}
print("              held out  loss dead still wild wobble twins")
for name, fault in loops.items():
    acc, alarms = train(**fault)
    rung[name] = "".join(".*"[bool(a)] for a in alarms)
    print(f"{name:14} {100 * acc:5.0f} %", *(f"{a:>5}" for a in rung[name]))
# --8<-- [end:table]
assert rung.pop("healthy") == "......", "the healthy loop rings no alarm"
assert all("*" in r for r in rung.values()), "each of seven faults rings one"
assert len({*rung.values()}) == 7, "each of the seven has its own pattern"
