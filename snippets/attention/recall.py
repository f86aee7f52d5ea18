"""Attention looks facts up that an LSTM does not find after as many steps."""
# --8<-- [start:facts]
import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"

def facts(pairs, lists):  # lists of facts "key is value", and one question
    keys = torch.rand(lists, 16).argsort(1)[:, :pairs]  # no key twice
    values = torch.randint(16, (lists, pairs))
    which = torch.randint(pairs, (lists, 1))
    asked, y = keys.gather(1, which), values.gather(1, which)[:, 0]
    return [t.to(device) for t in (keys, values, asked, y)]
# --8<-- [end:facts]
# --8<-- [start:nets]
class Net(nn.Module):
    def __init__(self, kind, d=16):
        super().__init__()
        self.kind, width = kind, 32 if kind == "LSTM" else d
        self.key, self.value = nn.Embedding(16, d), nn.Embedding(16, d)
        self.q, self.k, self.v = (nn.Linear(d, d) for _ in range(3))
        self.lstm = nn.LSTM(d, width, batch_first=True)
        self.out = nn.Linear(width, 16)

    def forward(self, keys, values, asked):
        asked = self.key(asked)  # (lists, 1, d)
        h = self.key(keys) + self.value(values)  # (lists, facts, d)
        if self.kind == "LSTM":  # reads the facts, then the question
            return self.out(self.lstm(torch.cat([h, asked], 1))[0][:, -1])
        S = self.q(asked) @ self.k(h).mT / 4  # (lists, 1, facts)
        S = S * (self.kind == "attention")  # else all weights are equal
        return self.out(S.softmax(2) @ self.v(h))[:, 0]
# --8<-- [end:nets]
# --8<-- [start:train]
def train(kind, lr=0.01, steps=200):
    torch.manual_seed(0)
    net = Net(kind).double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(steps):
        *x, y = facts(8, 64)
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(*x), y).backward()
        optimizer.step()
    used = sum(p.numel() for p in net.parameters() if p.grad is not None)
    with torch.no_grad():
        tests = [facts(pairs, 1000) for pairs in (2, 4, 8, 16)]
        right = [net(*x).argmax(1) == y for *x, y in tests]
    return used, [answers.double().mean().item() for answers in right]
# --8<-- [end:train]
# --8<-- [start:compare]
acc, numbers = {}, {}
for kind in ("attention", "LSTM", "equal weights"):
    numbers[kind], acc[kind] = train(kind)
    print(f"{kind:13} {numbers[kind]:,}:", *(f"{a:.2f}" for a in acc[kind]))
# --8<-- [end:compare]
assert numbers["LSTM"] > numbers["attention"], "the LSTM has more numbers"
assert min(acc["attention"]) > 0.95, "attention finds 2 to 16 facts"
assert acc["LSTM"][2] < 0.5, "after 200 steps the LSTM misses most of 8 facts"
assert max(acc["equal weights"][2:]) < 0.4, "so do weights that are all equal"
