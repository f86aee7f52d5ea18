"""Perplexity, e to the cross-entropy, counts equally likely choices."""
# --8<-- [start:perplexity]
import torch
from matplotlib.colors import XKCD_COLORS
from torch.nn import functional as F

names = [name.removeprefix("xkcd:") for name in XKCD_COLORS]
letters = sorted({*"".join(names), "\n"})  # "\n" ends a name
print(len(letters), "letters and signs")
codes = [torch.tensor([letters.index(c) for c in "\n".join(part)])
         for part in (names[::2], names[1::2])]
seen, new = codes  # every second name is new to the models
often = 1.0 + seen.bincount(minlength=len(letters))
pairs = torch.ones(len(letters), len(letters))
for a, b in zip(seen, seen[1:]):
    pairs[a, b] += 1  # how often letter b follows letter a, plus 1
models = {"no letter is likelier": torch.zeros_like(pairs),
          "frequent letters": often.log().expand_as(pairs),
          "the letter before": pairs.log()}
found = {}
for name, logits in models.items():
    loss = F.cross_entropy(logits[new[:-1]], new[1:])
    found[name] = loss.exp().item()
    print(f"{name:21}  loss {loss:.3f}  perplexity {found[name]:.1f}")
# --8<-- [end:perplexity]
guess, common, before = found.values()
assert common < 0.75 * guess, "the shares of letters take over a quarter off"
assert before < common / 2, "the letter before halves what is left"
