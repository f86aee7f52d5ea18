"""In training mode a prediction depends on the company in its batch."""
# --8<-- [start:train]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)  # float64
def train(images, seed=0, lr=0.1, epochs=6):
    torch.manual_seed(seed)
    layers = []
    for _ in range(3):
        layers += [nn.Linear(64, 64), nn.BatchNorm1d(64), nn.ReLU()]
    net = nn.Sequential(*layers, nn.Linear(64, 10)).double().to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        for rows in torch.randperm(1347)[:images].to(device).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[rows]), y[rows]).backward()
            optimizer.step()
    return net
# --8<-- [end:train]
# --8<-- [start:company]
@torch.no_grad()
def read(net, batches):  # the answer for each test image, batch by batch
    answers = torch.zeros_like(y_test)
    for rows in batches:
        answers[rows] = net(x_test[rows]).argmax(1)
    return answers
net = train(1344)  # 21 batches of 64
sets = [torch.randperm(450).to(device).split(9) for _ in range(10)]
digits = [(y_test == digit).nonzero()[:, 0] for digit in range(10)]
changed, acc, before, after = {}, {}, [], []
for mode in (False, True):
    answers = torch.stack([read(net.train(mode), batches) for batches in sets])
    changed[mode] = (answers != answers[0]).any(0).sum().item()
    acc[mode] = (read(net, digits) == y_test).double().mean().item()
    print("training mode:" if mode else "eval mode:    ",
          f"{changed[mode]} of 450 answers change with the batch;",
          f"sorted by digit {acc[mode]:.2f} right")
# --8<-- [end:company]
# --8<-- [start:rest]
for seed in range(3):
    net = train(1347, seed)  # 3 images are left for a last batch of their own
    before.append((read(net.eval(), digits) == y_test).double().mean().item())
    for rows in torch.arange(1344).to(device).split(64):
        net.train()(x[rows])  # no step: only the stored statistics move
    after.append((read(net.eval(), digits) == y_test).double().mean().item())
print("after a batch of 3: ", *(f"{a:.2f}" for a in before))
print("after full batches: ", *(f"{a:.2f}" for a in after))
# --8<-- [end:rest]

assert changed[False] == 0, "in eval mode no answer depends on the batch"
assert changed[True] > 150, "in training mode over 150 answers do"
assert acc[True] < 0.2 < 0.9 < acc[False], "sorted by digit it is at chance"
assert sum(before) + 0.1 < sum(after), "a small last batch spoils the " \
    "stored statistics, and full batches mend them"
