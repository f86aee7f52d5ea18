"""`topk` gives the largest logits of each row; the last of them is the
border. What lies below it becomes minus infinity before the softmax. The
temperature divides: a high one makes all letters alike.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def spread(logits, temperature, k):  # logits: (batch, letters)
    ...  # your code: probabilities from which the next letter is drawn:
    # those of the k largest logits of each row, the others exactly 0
# --8<-- [end:stub]
# --8<-- [start:solution]
def spread(logits, temperature, k):
    border = logits.topk(k).values.amin(dim=1, keepdim=True)
    kept = logits.masked_fill(logits < border, float("-inf"))
    return (kept / temperature).softmax(dim=1)
# --8<-- [end:solution]
# --8<-- [start:wrong-after]
# gets: what is left must sum to one again: cut before the softmax
def spread(logits, temperature, k):
    p = (logits / temperature).softmax(dim=1)
    return p * (p >= p.topk(k).values.amin(dim=1, keepdim=True))
# --8<-- [end:wrong-after]
# --8<-- [start:wrong-times]
# gets: turned round: divide by the temperature
def spread(logits, temperature, k):
    border = logits.topk(k).values.amin(dim=1, keepdim=True)
    kept = logits.masked_fill(logits < border, float("-inf"))
    return (kept * temperature).softmax(dim=1)
# --8<-- [end:wrong-times]
# --8<-- [start:wrong-zero]
# gets: a logit of 0 is no probability of 0: minus infinity is
def spread(logits, temperature, k):
    border = logits.topk(k).values.amin(dim=1, keepdim=True)
    return (logits * (logits >= border) / temperature).softmax(dim=1)
# --8<-- [end:wrong-zero]
# --8<-- [start:wrong-all]
# gets: one border for the whole batch: each row has its own
def spread(logits, temperature, k):
    border = logits.topk(k).values.amin()
    kept = logits.masked_fill(logits < border, float("-inf"))
    return (kept / temperature).softmax(dim=1)
# --8<-- [end:wrong-all]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for temperature, k in ((0.5, 3), (2.0, 4), (1.5, 2)):
    logits = torch.randn(3, 8).double() + torch.tensor([[0.0], [5], [9]])
    found = spread(logits.clone(), temperature, k)
    assert found is not None and found.shape == logits.shape, (
        "return a probability for each letter of each row")
    assert torch.allclose(found.sum(1), torch.ones(3).double()), (
        "what is left must sum to one again: cut before the softmax")
    assert (found > 0).all(1).logical_not().any(), (
        "a logit of 0 is no probability of 0: minus infinity is")
    assert ((found > 0).sum(1) == k).all(), (
        "one border for the whole batch: each row has its own")
    for p, row in zip(found, logits):
        best = row.topk(k)
        hot = (best.values * temperature).softmax(0)
        assert not torch.allclose(p[best.indices], hot), (
            "turned round: divide by the temperature")
        wanted = (best.values / temperature).softmax(0)
        assert torch.allclose(p[best.indices], wanted), (
            "keep the largest, and take the softmax of what is left")
print("solved")
# --8<-- [end:checker]
