"""Add alpha to every count and divide each row by its sum: those are the
probabilities. Look up the one of each pair of neighbours, the first letter
is the row. Then log, minus, mean, and `exp`.

Difficulty 2 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
from torch.nn import functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def perplexity(counts, text, alpha):  # counts[a, b]: how often b
    # came after a; text: (n,), letters as whole numbers
    ...  # your code: e to the mean negative log likelihood of a pair
# --8<-- [end:stub]
# --8<-- [start:solution]
def perplexity(counts, text, alpha):
    p = counts + alpha
    p = p / p.sum(dim=1, keepdim=True)
    return (-p[text[:-1], text[1:]].log().mean()).exp()
# --8<-- [end:solution]
# --8<-- [start:wrong-new]
# gets: a pair never counted costs infinity: add alpha
def perplexity(counts, text, alpha):
    p = counts / counts.sum(dim=1, keepdim=True)
    return (-p[text[:-1], text[1:]].log().mean()).exp()
# --8<-- [end:wrong-new]
# --8<-- [start:wrong-whole]
# gets: these are probabilities of pairs: divide each row by its own sum
def perplexity(counts, text, alpha):
    p = (counts + alpha) / (counts + alpha).sum()
    return (-p[text[:-1], text[1:]].log().mean()).exp()
# --8<-- [end:wrong-whole]
# --8<-- [start:wrong-turned]
# gets: the row is the letter before, the column the one after it
def perplexity(counts, text, alpha):
    p = counts + alpha
    p = p / p.sum(dim=1, keepdim=True)
    return (-p[text[1:], text[:-1]].log().mean()).exp()
# --8<-- [end:wrong-turned]
# --8<-- [start:wrong-mean]
# gets: take the log of each pair first, and then the mean
def perplexity(counts, text, alpha):
    p = counts + alpha
    p = p / p.sum(dim=1, keepdim=True)
    return 1 / p[text[:-1], text[1:]].mean()
# --8<-- [end:wrong-mean]
# --8<-- [start:wrong-cost]
# gets: this is the cost in nats: perplexity is e to that power
def perplexity(counts, text, alpha):
    p = counts + alpha
    p = p / p.sum(dim=1, keepdim=True)
    return -p[text[:-1], text[1:]].log().mean()
# --8<-- [end:wrong-cost]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for alpha in (1.0, 0.5, 0.1):
    text = torch.randint(5, (40,))
    counts = torch.randint(1, 9, (5, 5))
    counts[text[0], text[1]] = 0  # a pair that was never counted
    before, after, smooth = text[:-1], text[1:], counts + alpha
    found = perplexity(counts, text, alpha)
    assert found is not None, "return one number"
    found = torch.as_tensor(found)
    assert not found.isinf(), "a pair never counted costs infinity: add alpha"
    cost = F.cross_entropy(smooth.log()[before], after)
    turned = F.cross_entropy(smooth.log()[after], before)
    pairs = F.nll_loss((smooth / smooth.sum()).log()[before], after)
    plain = smooth.log().softmax(1)[before, after].mean()
    for wrong, why in (
        (pairs.exp(), "these are probabilities of pairs: divide each row "
                      "by its own sum"),
        (turned.exp(), "the row is the letter before, the column the one "
                       "after it"),
        (1 / plain, "take the log of each pair first, and then the mean"),
        (cost, "this is the cost in nats: perplexity is e to that power")):
        assert not torch.isclose(found, wrong, 1e-3), why
    assert torch.isclose(found, cost.exp()), "cross_entropy finds another"
print("solved")
# --8<-- [end:checker]
