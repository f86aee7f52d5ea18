"""In a model that is free enough, pos_weight moves the threshold, no more."""
# --8<-- [start:weigh]
import torch
from torch.nn import functional as F

group = torch.arange(3).repeat_interleave(100)  # (300,), three groups
share = torch.tensor([2, 20, 60])  # so many of 100 are yes
y = (torch.arange(100) < share[:, None]).float().flatten()
found = {}
for weight in 1, 9:
    table = torch.zeros(3, requires_grad=True)  # one free logit a group
    lr, steps = 4, 600
    optimizer = torch.optim.SGD([table], lr=lr)
    for step in range(steps):
        loss = F.binary_cross_entropy_with_logits(
            table[group], y, pos_weight=torch.tensor(float(weight)))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    found[weight] = table.detach()
    print(f"pos_weight {weight}: p",
          *(f"{p:.3f}" for p in found[weight].sigmoid()))
shift = (found[9] - found[1]).tolist()
print("logits moved by", *(f"{d:.2f}" for d in shift))
# --8<-- [end:weigh]

# --8<-- [start:threshold]
p, weighted = (found[weight].sigmoid()[group] for weight in (1, 9))
answers, scores = {"plain, p > 0.5": p > 0.5}, {}
answers["weighted, p > 0.5"] = weighted > 0.5
answers["plain, p > 0.1"] = p > 0.1
for name, yes in answers.items():
    hits = (yes & (y == 1)).sum().item()
    scores[name] = hits / y.sum().item(), hits / yes.sum().item()
    print("{:17}  found {:.2f} of the yes, {:.2f} of its answers are right"
          .format(name, *scores[name]))
# --8<-- [end:threshold]
plain, heavy, moved = scores.values()
assert max(abs(d - 2.197) for d in shift) < 0.05, (
    "a weight of 9 moves every logit by ln 9, 2.197"
)
assert heavy[0] > plain[0] + 0.2, "with the weight more of the yes are found"
assert heavy[1] < plain[1] - 0.15, "and fewer of its answers are right"
assert answers["weighted, p > 0.5"].equal(answers["plain, p > 0.1"]), (
    "a threshold of 0.1 without the weight gives the same answers"
)
