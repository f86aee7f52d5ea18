"""A mini-batch's gradient is right on average; its noise falls as 1/√n."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn.functional import cross_entropy

x, y = load_digits(return_X_y=True)
data = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
device = "cuda" if torch.cuda.is_available() else "cpu"
x, x_test = (torch.tensor(a).float().to(device) for a in data[:2])
y, y_test = (torch.tensor(a).to(device) for a in data[2:])
# --8<-- [end:data]
# --8<-- [start:spread]
torch.manual_seed(0)
W = torch.zeros(10, 64, device=device, requires_grad=True)


def grad_of(index):
    loss = cross_entropy(x[index] @ W.T, y[index])
    return torch.autograd.grad(loss, W)[0]  # (10, 64)


full, spread = grad_of(torch.arange(1347)), {}
for n in (1, 4, 16, 64):
    draws = [grad_of(torch.randint(1347, (n,))) for draw in range(500)]
    miss = (torch.stack(draws) - full).norm(dim=(1, 2))
    spread[n] = miss.square().mean().sqrt().item()
    print(f"{n:2} images: spread {spread[n]:.2f}")
thirds = [grad_of(part) for part in torch.randperm(1347).split(449)]
error = (sum(thirds) / 3 - full).norm().item()
print("three equal batches average to the full one:", error < 1e-5)
# --8<-- [end:spread]
# --8<-- [start:work]
scores = {}
for n in (16, 64, 256, 1347):
    for lr in (0.1, n / 10 / 16):
        W = torch.zeros(10, 64, device=device, requires_grad=True)
        optimizer, steps = torch.optim.SGD([W], lr=lr), 0
        for epoch in range(10):  # every row sees 13,470 images
            for i in torch.randperm(1347).split(n):
                optimizer.zero_grad()
                cross_entropy(x[i] @ W.T, y[i]).backward()
                optimizer.step()
                steps += 1
        with torch.no_grad():
            right = (x_test @ W.T).argmax(dim=1) == y_test
        scores[n, lr] = 100 * right.double().mean().item()
        shown = f"{scores[n, lr]:.1f} %" if scores[n, lr] > 80 else "low"
        print(f"batch {n:4}, {steps:3} steps, lr {lr:.1f}: {shown}")
# --8<-- [end:work]
assert full.shape == W.shape == (10, 64), "weights have one row for each digit"
assert 7 < spread[1] / spread[64] < 9, "64 images have an eighth of the spread"
assert scores[16, 0.1] > scores[256, 0.1], "at the rate 0.1 batch 16 beats 256"
assert scores[256, 1.6] > scores[256, 0.1], (
    "for 256 a rate that grows with the batch size does better"
)
assert scores[1347, 134.7 / 16] < 80, "the scaled rate fails on the full batch"
