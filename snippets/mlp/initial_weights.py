"""The default start trains; zero weights, and tiny ones with SGD, do not."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(a).to(device) for a in parts)  # float64
# --8<-- [end:data]

# --8<-- [start:train]
def train(start, optimizer_class, lr, epochs):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64),
                        nn.ReLU(), nn.Linear(64, 10)).double()
    for layer in net[::2] if start else []:
        start(layer.weight)
        nn.init.zeros_(layer.bias)
    optimizer = optimizer_class(net.to(device).parameters(), lr=lr)
    first = nn.functional.cross_entropy(net(x), y)
    for epoch in range(epochs):
        for batch in torch.randperm(1347).to(device).split(32):
            loss = nn.functional.cross_entropy(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    hits = (net(x_test).argmax(1) == y_test).double().mean()
    return first.item(), 100 * hits.item()
# --8<-- [end:train]


# --8<-- [start:table]
starts = {"default": None, "Kaiming": nn.init.kaiming_normal_,
          "std 0.01": lambda w: nn.init.normal_(w, std=0.01),
          "zero": nn.init.zeros_, "std 1": nn.init.normal_}
sgd, adam = {}, {}
print("weights    first loss   SGD      Adam")
for name, start in starts.items():
    first, sgd[name] = train(start, torch.optim.SGD, 0.03, 30)
    first, adam[name] = train(start, torch.optim.Adam, 0.002, 10)
    print(f"{name:10} {first:8.2f}   {sgd[name]:4.1f} %   {adam[name]:4.1f} %")
# --8<-- [end:table]

assert min(sgd["default"], adam["default"]) > 80, "the default " \
    "start passes 80 % with SGD and with Adam"
assert sgd["std 0.01"] < 30 < 60 < adam["std 0.01"], "after " \
    "30 epochs of SGD, weights of standard deviation 0.01 are still near " \
    "chance; 10 of Adam are enough"
assert max(sgd["zero"], adam["zero"]) < 20, "from zero weights " \
    "neither SGD nor Adam passes 20 %"
assert first > 50, "standard normal weights start with a loss above 50"
