"""A net that knows the next letter writes; a temperature makes it bold."""
# --8<-- [start:names]
import re

import torch
from matplotlib.colors import XKCD_COLORS
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

device = "cuda" if torch.cuda.is_available() else "cpu"
rude = re.compile(r"\bshi|poo|puk|vom|sno|boog|barf|iss|diar")
names = [n[5:] + "." for n in XKCD_COLORS if not rude.search(n[5:])]
names = [name for name in names if len(name) <= 13]
letters = sorted(set("".join(names)))
code = [torch.tensor([letters.index(c) for c in "." + n]) for n in names]
code = pad_sequence(code, batch_first=True, padding_value=-100).to(device)
# --8<-- [end:names]
# --8<-- [start:train]
torch.manual_seed(0)
gru = nn.GRU(len(letters), 64, batch_first=True).double().to(device)
head = nn.Linear(64, len(letters)).double().to(device)
lr, epochs = 0.02, 6
optimizer = torch.optim.Adam([*gru.parameters(), *head.parameters()], lr=lr)
for _ in range(epochs):
    for rows in torch.randperm(len(names)).to(device).split(64):
        x = F.one_hot(code[rows, :-1].clamp(min=0), len(letters)).double()
        optimizer.zero_grad()
        F.cross_entropy(head(gru(x)[0]).mT, code[rows, 1:]).backward()
        optimizer.step()
# --8<-- [end:train]
# --8<-- [start:write]
@torch.no_grad()
def write(temperature, count=200):
    now, h, written = torch.full((count, 1), letters.index(".")), None, []
    for _ in range(13):
        x = F.one_hot(now, len(letters)).double().to(device)
        states, h = gru(x, h)  # the state goes on, the letter is read next
        p = (head(states[:, 0]) / temperature).softmax(1)
        now = torch.multinomial(p.cpu(), 1)
        written.append(now)
    rows = torch.cat(written, 1).tolist()
    return ["".join(letters[k] for k in row).split(".")[0] for row in rows]

words = {word for name in names for word in name[:-1].split()}
real = {}
for temperature in (0.5, 1, 2):
    texts = write(temperature)
    found = [word in words for text in texts for word in text.split()]
    real[temperature] = sum(found) / len(found)
    print(f"{temperature}: {real[temperature]:.0%} real words:",
          ", ".join(texts[:4]))
# --8<-- [end:write]
assert real[0.5] > real[1] + 0.1, "at temperature 0.5 more words are real"
assert real[2] < real[1] - 0.1, "at temperature 2 fewer words are real"
