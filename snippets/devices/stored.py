"""What stops learning is the format of the weights, not of the sums."""

# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn import functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = [torch.tensor(part).to(device) for part in parts]
# --8<-- [end:data]
# --8<-- [start:train]
def train(stored, computed, steps=1200, lr=0.005):
    torch.manual_seed(0)
    start = (0.2 * torch.randn(64, 10)).to(device, stored)
    w, samples = start.clone(), x.to(computed)
    for step in range(steps):
        rows = torch.randint(len(x), (64,)).to(device)
        v = w.to(computed, copy=True).requires_grad_()
        loss = F.cross_entropy(samples[rows] @ v, y[rows])
        (g,) = torch.autograd.grad(loss, v)
        w -= lr * g.to(stored)
    right = (x_test.float() @ w.float()).argmax(1) == y_test
    return right.float().mean().item(), (w != start).float().mean().item()
# --8<-- [end:train]
# --8<-- [start:compare]
formats = {"float32": torch.float32, "bfloat16": torch.bfloat16}
right, moved = {}, {}
print("stored in  computed in  right  weights moved")
for a, stored in formats.items():
    for b, computed in formats.items():
        right[a, b], moved[a, b] = train(stored, computed)
        print(f"{a:9}  {b:11}  {right[a, b]:.2f}   {moved[a, b]:.2f}")
# --8<-- [end:compare]

for b in ("float32", "bfloat16"):
    assert right["float32", b] > right["bfloat16", b] + 0.25, "weights " \
        "stored in float32 are right on over 0.25 more, however computed"
for a in ("float32", "bfloat16"):
    assert abs(right[a, "float32"] - right[a, "bfloat16"]) < 0.05, "in " \
        "which format it is computed changes less than 0.05"
    assert moved["bfloat16", a] < 0.5 < 0.8 < moved["float32", a], "over " \
        "half of the weights stored in bfloat16 end where they began"
