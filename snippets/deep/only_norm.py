"""A net learns while every weight stays random: only its norms are trained."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)  # float64
# --8<-- [end:data]


# --8<-- [start:train]
def train(chosen, lr=0.05, epochs=5):
    torch.manual_seed(0)
    layers, width = [], 64
    for _ in range(6):
        layers += [nn.Linear(width, 100), nn.BatchNorm1d(100), nn.ReLU()]
        width = 100
    net = nn.Sequential(*layers, nn.Linear(100, 10)).double().to(device)
    before = [m.weight.clone() for m in net if isinstance(m, nn.Linear)]
    trained = [p for m in net if chosen(net, m) for p in m.parameters()]
    optimizer = torch.optim.Adam(trained, lr=lr)
    for _ in range(epochs):
        for rows in torch.randperm(1347).to(device).split(128):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(net(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
    after = [m.weight for m in net if isinstance(m, nn.Linear)]
    moved = sum(not torch.equal(a, b) for a, b in zip(before, after))
    with torch.no_grad():
        right = net.eval()(x_test).argmax(1) == y_test
    numbers = sum(p.numel() for p in trained)
    return numbers, moved, right.double().mean().item()


# --8<-- [end:train]
# --8<-- [start:compare]
acc, still = {}, {}
print("trained     numbers  matrices moved  accuracy")
for name, chosen in {
    "norms": lambda net, m: isinstance(m, nn.BatchNorm1d),
    "last layer": lambda net, m: m is net[-1],
    "everything": lambda net, m: True,
}.items():
    numbers, still[name], acc[name] = train(chosen)
    print(f"{name:10} {numbers:8,} {still[name]:15} {acc[name]:9.2f}")
# --8<-- [end:compare]

assert still["norms"] == 0 and still["last layer"] == 1, "no weight matrix " \
    "moves where only the norms are trained"
assert still["everything"] == 7, "else all seven move"
assert acc["norms"] > 0.8, "with its norms alone the net reads over 80 %"
assert acc["norms"] > acc["last layer"] + 0.05, "the last layer alone " \
    "reads fewer"
assert acc["everything"] > acc["norms"], "all numbers together read more"
