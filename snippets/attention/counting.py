"""Counting three letters predicts the next one of a colour name well."""

# --8<-- [start:data]
from collections import Counter

import torch
from matplotlib.colors import XKCD_COLORS

names = [name[5:] for name in XKCD_COLORS]  # without "xkcd:"
uses = Counter(word for name in names for word in name.split())
names = [n for n in names if all(uses[w] > 5 for w in n.split())]
letters = [".", *sorted(set("".join(names)))]  # "." begins and ends a name
text = torch.full((len(names), 25), -1)  # -1: nothing stands here
for row, name in zip(text, names):
    codes = [letters.index(letter) for letter in f"...{name}."]
    row[:len(codes)] = torch.tensor(codes)
unseen = torch.arange(len(names)) % 5 == 0  # every fifth name
print(len(XKCD_COLORS), "names,", len(names), "kept:", ", ".join(names[:3]))
print(unseen.sum().item(), "unseen,", len(letters), "letters")
# --8<-- [end:data]
# --8<-- [start:counts]
windows = [text[rows].unfold(1, 4, 1).flatten(0, 1)
           for rows in (~unseen, unseen)]
seen, new = (w[w[:, 3] >= 0] for w in windows)  # three letters and the next
p, nats = torch.full((25,), 1 / 25).double(), {}
one = torch.tensor(1.0).double()
for order in range(4):  # how many letters the next is guessed from
    count = torch.zeros([25] * (order + 1)).double()
    count.index_put_(tuple(seen[:, 3 - order:].T), one, accumulate=True)
    kinds = (count > 0).sum(-1, keepdim=True).clamp(min=1)
    p = (count + kinds * p) / (count.sum(-1, keepdim=True) + kinds)
    nats[order] = -p[tuple(new[:, 3 - order:].T)].log().mean().item()
    print(f"{order} letters: {nats[order]:.2f} nats")
# --8<-- [end:counts]

assert nats[0] > nats[1] > nats[2] > nats[3], "each letter more helps"
assert nats[3] < 0.7, "counting three letters costs less than 0.7 nats"
