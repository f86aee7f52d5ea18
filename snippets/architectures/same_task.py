"""Which family answers which question about eight symbols."""
# --8<-- [start:questions]
import torch
from torch import nn
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
def sample(question, size):
    s = torch.randint(4, (size, 8))  # eight symbols, 0 to 3
    if question == "which is last":  # one 0, one 1, else 2 and 3
        s, at = s % 2 + 2, torch.rand(size, 8).argsort(1)[:, :2]
        s = s.scatter(1, at, torch.tensor([0, 1]).expand(size, 2))
    zero, one = s == 0, s == 1
    y = {"0 beside 1": (zero[:, :-1] & one[:, 1:]).any(1),
         "more 0 than 1": zero.sum(1) > one.sum(1),
         "which is last": (one.cumsum(1) * zero).sum(1) > 0}[question]
    return F.one_hot(s, 4).double().to(device), y.long().to(device)
# --8<-- [end:questions]
# --8<-- [start:families]
makes = {"MLP": lambda: nn.Linear(32, 12), "CNN": lambda: nn.Conv1d(4, 12, 3),
         "RNN": lambda: nn.RNN(4, 12, batch_first=True),
         "attention": lambda: nn.Linear(4, 36)}
def read(name, layer, x):  # (batch, 8, 4) → (batch, 12)
    if name == "MLP":
        return layer(x.flatten(1)).relu()
    if name == "CNN":
        return layer(x.transpose(1, 2)).relu().amax(2)
    if name == "RNN":
        return layer(x)[0][:, -1]
    q, k, v = layer(x).chunk(3, 2)
    return F.scaled_dot_product_attention(q, k, v).relu().mean(1)
# --8<-- [end:families]
# --8<-- [start:compare]
def train(name, question, lr=0.02, steps=40):
    torch.manual_seed(0)
    layer, head = net = nn.ModuleList([makes[name](), nn.Linear(12, 2)])
    net.double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    (x, y), (x_test, y_test) = sample(question, 150), sample(question, 500)
    for _ in range(steps):
        optimizer.zero_grad()
        F.cross_entropy(head(read(name, layer, x)), y).backward()
        optimizer.step()
    with torch.no_grad():
        right = head(read(name, layer, x_test)).argmax(1) == y_test
    return right.double().mean().item()
acc = {}
print(f"{'':13} blind", *(f"{name:>4}" for name in makes))
for question in ("0 beside 1", "more 0 than 1", "which is last"):
    acc[question] = [train(name, question) for name in makes]
    ones = sample(question, 500)[1].double().mean().item()
    print(f"{question:13} {max(ones, 1 - ones):5.0%}",
          *(f"{share:4.0%}" for share in acc[question]))
# --8<-- [end:compare]
mlp, cnn, rnn, attention = acc["0 beside 1"]
assert cnn > max(mlp, rnn, attention), "the CNN finds neighbours best"
mlp, cnn, rnn, attention = acc["more 0 than 1"]
assert attention > cnn, "attention counts better than the CNN"
*others, attention = acc["which is last"]
assert min(others) > 0.8 and attention < 0.6, "all but attention know order"
