"""Eight short programs that run without a message and surprise."""

# --8<-- [start:shapes]
import torch
from torch import nn

pred, y = torch.ones(4, 1), torch.ones(4)
print((pred - y).shape)
# --8<-- [end:shapes]
# --8<-- [start:twice]
w = torch.tensor(3.0, requires_grad=True)
for _ in range(2):
    (w * w).backward()
print(w.grad.item())
# --8<-- [end:twice]
# --8<-- [start:turned]
x = torch.tensor([[1, 2, 3], [4, 5, 6]])
print(x.T.tolist(), x.reshape(3, 2).tolist())
# --8<-- [end:turned]
# --8<-- [start:bytes]
pixel = torch.tensor([250], dtype=torch.uint8)
print((pixel + 10).item())
# --8<-- [end:bytes]
# --8<-- [start:best]
net = nn.Linear(1, 1)
best = net.state_dict()
before = best["weight"].item()
with torch.no_grad():
    net.weight += 1  # the training goes on
print(f"{best['weight'].item() - before:.1f}")
# --8<-- [end:best]
# --8<-- [start:mode]
torch.manual_seed(0)
with torch.no_grad():
    out = nn.Dropout(0.25)(torch.ones(1000))
zeros = (out == 0).double().mean().item()
print(f"share of zeros: {zeros:.2f}, largest: {out.max():.2f}")
# --8<-- [end:mode]
# --8<-- [start:softmax]
logits, digit = 100 * torch.eye(10)[:1], torch.tensor([0])
sure = nn.functional.cross_entropy(logits.softmax(1), digit).item()
print(f"{sure:.2f}")
# --8<-- [end:softmax]
# --8<-- [start:scores]
batches = [64 * [True], 8 * [False]]  # right or wrong, in two batches
shares = [sum(batch) / len(batch) for batch in batches]
answers = batches[0] + batches[1]
print(sum(shares) / 2, f"and {sum(answers)} of {len(answers)}")
# --8<-- [end:scores]

assert (pred - y).numel() == 16, "a column minus a row is a square"
assert w.grad == 12, "two walks add up their gradients"
assert x.reshape(3, 2)[0].tolist() == [1, 2], "reshape reads on in order"
assert (pixel + 10).item() == 4, "250 + 10 is 4 in a byte"
assert best["weight"].item() > before, "state_dict is a view, no copy"
assert 0.15 < zeros < 0.35, "no_grad leaves dropout on"
assert 1.4 < sure < 1.5, "with a softmax too many the loss stops near 1.46"
