"""A GRU guesses the next letter of a name about as well as counts do."""
# --8<-- [start:names]
import re
from collections import Counter, defaultdict

import torch
from matplotlib.colors import XKCD_COLORS
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

device = "cuda" if torch.cuda.is_available() else "cpu"
rude = re.compile(r"\bshi|poo|puk|vom|sno|boog|barf|iss|diar")
names = [n[5:] + "." for n in XKCD_COLORS if not rude.search(n[5:])]
torch.manual_seed(0)
names = [names[k] for k in torch.randperm(len(names)) if len(names[k]) <= 13]
seen, new, letters = names[150:], names[:150], sorted(set("".join(names)))
# --8<-- [end:names]
# --8<-- [start:counts]
def contexts(names):  # each letter, with the three before it
    return [(n[k], ("..." + n)[k:k + 3])
            for n in names for k in range(len(n))]

often, loss = defaultdict(Counter), {}  # letters before → what followed
for letter, before in contexts(seen):
    for k in range(4):
        often[before[k:]][letter] += 1

def share(letter, before):  # mixed with the share after fewer letters
    fewer = share(letter, before[1:]) if before else 1 / len(letters)
    found, kinds = often[before], max(len(often[before]), 1)
    return (found[letter] + kinds * fewer) / (found.total() + kinds)

print(len(seen), "names to learn from,", len(letters), "letters and signs")
for k in (1, 2, 3):
    p = [share(letter, before[3 - k:]) for letter, before in contexts(new)]
    loss[k] = -torch.tensor(p).log().mean().item()
    print(f"letters before: {k}    counts {loss[k]:.2f}")
# --8<-- [end:counts]
# --8<-- [start:net]
code = [torch.tensor([letters.index(c) for c in "." + n]) for n in names]
code = pad_sequence(code, batch_first=True, padding_value=-100).to(device)
gru = nn.GRU(len(letters), 64, batch_first=True).double().to(device)
head = nn.Linear(64, len(letters)).double().to(device)
def nats(code):  # cross_entropy leaves targets of -100 out
    x = F.one_hot(code[:, :-1].clamp(min=0), len(letters)).double()
    return F.cross_entropy(head(gru(x)[0]).mT, code[:, 1:])
lr, epochs = 0.02, 8
optimizer = torch.optim.Adam([*gru.parameters(), *head.parameters()], lr=lr)
for _ in range(epochs):
    for rows in torch.randperm(len(seen)).to(device).split(64):
        optimizer.zero_grad()
        nats(code[150:][rows]).backward()
        optimizer.step()
with torch.no_grad():
    loss["GRU"] = nats(code[:150]).item()
print(f"letters before: all  GRU    {loss['GRU']:.2f}")
# --8<-- [end:net]
assert loss["GRU"] < loss[2], "the GRU beats counts of two letters before"
assert loss[3] < loss["GRU"], "counts of three letters before beat the GRU"
