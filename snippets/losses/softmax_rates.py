"""How long the extra softmax costs digits depends on the learning rate."""
# --8<-- [start:nets]
import torch
from sklearn.datasets import load_digits
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
device = "cuda" if torch.cuda.is_available() else "cpu"
images, labels = load_digits(return_X_y=True)
images, labels = torch.tensor(images / 16), torch.tensor(labels)
nets, steps = 6, 500
# --8<-- [end:nets]
# --8<-- [start:run]
def run(twice, lr):  # six nets side by side, each with images of its own
    torch.manual_seed(0)
    order = torch.stack([torch.randperm(1797) for _ in range(nets)])
    seen, new, _ = order.split([100, 500, 1197], dim=1)  # (nets, 100), …
    x, y = images[seen].to(device), labels[seen].to(device)
    x_new, y_new = images[new].to(device), labels[new].to(device)
    start = torch.randn(nets, 64, 32) / 8, torch.randn(nets, 32, 10) / 6
    W, V = weights = [w.to(device).requires_grad_() for w in start]
    optimizer = torch.optim.Adam(weights, lr=lr, fused=True)
    for step in range(steps):
        logits = (x @ W).relu() @ V  # (nets, 100, 10)
        if twice:
            logits = logits.softmax(2)
        loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        (nets * loss).backward()  # the sum over the nets of their means
        optimizer.step()
        if step + 1 in (steps // 25, steps // 5, steps):
            with torch.no_grad():
                answer = ((x_new @ W).relu() @ V).argmax(2)
            right = (answer == y_new).double().mean().item()
            lost = sum(len(one.unique()) < 10 for one in answer)
            yield step + 1, loss.item(), right, lost
# --8<-- [end:run]
# --8<-- [start:rates]
table = {}
for lr in 0.003, 0.1:
    for name in "logits", "softmax too":
        table[lr, name] = list(run(name == "softmax too", lr))
        print(f"rate {lr:5} {name:11}",
              *("  {:3}: {:.2f} {:.2f} {}".format(*row)
                for row in table[lr, name]))
# --8<-- [end:rates]
slow, slow2, fast, fast2 = table.values()  # 2: with the extra softmax
assert slow[-1][1] < 0.05 > fast[-1][1], "from logits both losses end near 0"
assert slow2[-1][1] > 1.4612 < fast2[-1][1], "a floor holds both others up"
assert slow2[0][2] < slow[0][2] - 0.03 and fast2[0][2] < fast[0][2] - 0.05, (
    "after 20 steps the extra softmax has fewer right at both rates"
)
assert slow2[-1][2] > fast2[-1][2], (
    "with the extra softmax the smaller rate ends with more right"
)
assert slow2[-1][3] < fast2[-1][3], "at the larger rate more nets lack a digit"
