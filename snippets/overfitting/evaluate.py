"""Accuracy is counted over the whole set, in batches, without gradients."""

# --8<-- [start:accuracy]
import torch

logits = torch.tensor([[1.5, 1.0, 0.9], [0.6, 0.8, 1.0], [1.5, 2.5, 2.0]])
y = torch.tensor([0, 1, 1])
guess = logits.argmax(dim=1)  # (batch,) the class with the largest logit
right = torch.eq(guess, y)  # (batch,) the same as guess == y
print(guess.tolist(), right.tolist(), f"{right.sum().item() / len(y):.3f}")
print("no softmax needed:", torch.equal(guess, logits.softmax(1).argmax(1)))
print("sum of booleans:", right.sum().dtype)
# --8<-- [end:accuracy]
# --8<-- [start:evaluate]
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

device = "cuda" if torch.cuda.is_available() else "cpu"


def evaluate(net, loader):
    mode, right, total = net.training, 0, 0
    net.eval()  # dropout off, batch norm by its running statistics
    with torch.no_grad():  # no graph, less memory
        for x, y in loader:
            right += (net(x.to(device)).argmax(1) == y.to(device)).sum().item()
            total += len(y)
    net.train(mode)  # as it was before
    return right / total


x = torch.eye(2)[[0] * 128 + [1] * 8]  # 136 samples of two classes
loader = DataLoader(TensorDataset(x, torch.zeros(136).long()), batch_size=64)
batches = [evaluate(nn.Identity(), [batch]) for batch in loader]
print("each batch:", batches, f"mean {sum(batches) / 3:.3f}")
print(f"all samples: {evaluate(nn.Identity(), loader):.3f}")
# --8<-- [end:evaluate]
# --8<-- [start:cost]
from torch.utils.flop_counter import FlopCounterMode

net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
x, y = torch.zeros(100, 784), torch.zeros(100).long()
with FlopCounterMode(display=False) as learn:
    nn.functional.cross_entropy(net(x), y).backward()
with FlopCounterMode(display=False) as look, torch.no_grad():
    net(x)
share = look.get_total_flops() / learn.get_total_flops()
print(f"looking costs {share:.2f} of learning, per image")
print(f"10,000 after each 50,000: {share * 10_000 / 50_000:.2f} on top")
# --8<-- [end:cost]
assert right.sum().dtype == torch.int64, "the sum of booleans is an integer"
assert logits.softmax(1).max() < 0.6, "a class can win with less than 60 %"
assert evaluate(nn.Identity(), loader) > 0.9 > sum(batches) / 3, "means differ"
assert loader.dataset[0][0].shape == (2,), "the samples have two classes"
drop = nn.Dropout(1.0)
assert evaluate(drop, loader) == 128 / 136, "evaluate() turns dropout off"
assert drop.training > (evaluate(drop.eval(), loader) and drop.training), \
    "evaluate() leaves the mode as it was"
assert net(x).shape == (100, 10), "each of 100 images gets ten logits"
assert 0.4 < share < 0.6, "a forward pass is half the work of learning here"
