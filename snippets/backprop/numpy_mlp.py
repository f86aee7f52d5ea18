"""Fifteen lines of NumPy are the whole backward pass of an MLP."""
# --8<-- [start:backward]
import numpy as np
import torch


def gradients(W, b, x, y):
    """ReLU hidden layers, softmax and mean cross-entropy on top."""
    a = [x]
    for k in range(len(W)):
        z = a[-1] @ W[k].T + b[k]  # (batch, out)
        a.append(np.maximum(z, 0) if k < len(W) - 1 else z)
    p = np.exp(a[-1] - a[-1].max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    delta = (p - np.eye(p.shape[1])[y]) / len(x)  # softmax's own
    dW, db = [], []
    for k in reversed(range(len(W))):
        dW.insert(0, delta.T @ a[k])  # equation 3
        db.insert(0, delta.sum(0))  # equation 4
        if k > 0:
            delta = (delta @ W[k]) * (a[k] > 0)  # equation 2
    return dW, db
# --8<-- [end:backward]
# --8<-- [start:compare]
torch.manual_seed(0)
sizes = [64, 50, 40, 30, 10]
layers = [torch.nn.Linear(i, o).double() for i, o in zip(sizes, sizes[1:])]
relu = torch.nn.ReLU()
net = torch.nn.Sequential(layers[0], relu, layers[1], relu,
                          layers[2], relu, layers[3])
x, y = torch.randn(32, 64).double(), torch.randint(10, (32,))
torch.nn.functional.cross_entropy(net(x), y).backward()

W = [m.weight.detach().numpy() for m in layers]
b = [m.bias.detach().numpy() for m in layers]
dW, db = gradients(W, b, x.numpy(), y.numpy())
auto = [m.weight.grad for m in layers] + [m.bias.grad for m in layers]
gap = max(np.abs(o - g.numpy()).max() for o, g in zip(dW + db, auto))
print("arrays of gradients:", len(dW) + len(db))
print("all equal torch's to 1e-12:", bool(gap < 1e-12))
# --8<-- [end:compare]

assert gap < 1e-12, "NumPy and torch find the same gradients"
count = sum(g.size for g in dW + db)
assert count == 6830, "each weight and each bias has its derivative"
far = [100 * weight for weight in W]  # logits far beyond what exp can take
_, far_db = gradients(far, b, x.numpy(), y.numpy())
assert abs(far_db[-1].sum()) < 1e-12, (
    "exp does not overflow once the largest logit is subtracted"
)
