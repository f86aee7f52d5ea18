"""A bag of words forgets the order; a recurrent layer need not."""

# --8<-- [start:pairs]
from collections import Counter

import torch
from matplotlib.colors import XKCD_COLORS, to_rgb
from torch import nn
from torch.nn import functional as F

names = [name.removeprefix("xkcd:") for name in XKCD_COLORS]
pairs = []
for name in names:
    turned = " ".join(name.split()[::-1])
    if name < turned and turned in names:
        pairs.append((name, turned))
print(len(pairs), "pairs, such as", " and ".join(pairs[0]))
same = [Counter(a.split()) == Counter(b.split()) for a, b in pairs]
apart = [to_rgb("xkcd:" + a) != to_rgb("xkcd:" + b) for a, b in pairs]
print("same bag of words:", sum(same), " other colour:", sum(apart))
# --8<-- [end:pairs]
# --8<-- [start:state]
letters = sorted(set("".join(names)))
torch.manual_seed(0)
rnn = nn.RNN(len(letters), 8, batch_first=True).double()


def state(name):  # reads a name of any length
    code = torch.tensor([[letters.index(c) for c in name]])
    x = F.one_hot(code, len(letters)).double()  # (1, length, letters)
    return rnn(x)[1][0, 0]  # (8,)


with torch.no_grad():
    gaps = [(state(a) - state(b)).norm().item() for a, b in pairs]
print(f"their states differ by {min(gaps):.2f} or more")
# --8<-- [end:state]

assert all(same) and all(apart), "each pair has one bag of words and two " \
    "colours"
assert min(gaps) > 0.1, "an untrained recurrent layer tells each pair apart"
