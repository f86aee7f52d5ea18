"""A net and its update written by hand train exactly as nn and optim do."""

# --8<-- [start:by-hand]
import torch
from sklearn.datasets import make_moons
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = make_moons(200, noise=0.1, random_state=0)
x, y = (torch.tensor(a, dtype=torch.float64).to(device) for a in (x, y))
torch.manual_seed(0)
W1, b1 = torch.randn(8, 2).double(), torch.zeros(8).double()
W2, b2 = torch.randn(1, 8).double() / 8**0.5, torch.zeros(1).double()
params = [p.to(device) for p in (W1, b1, W2, b2)]
copies = [p.clone() for p in params]
lr, steps = 0.5, 200  # the same for both

for p in params:
    p.requires_grad_()
for step in range(steps):
    z = torch.relu(x @ params[0].T + params[1]) @ params[2].T + params[3]
    loss = bce(z.squeeze(1), y)
    gradients = torch.autograd.grad(loss, params)
    with torch.no_grad():
        for p, g in zip(params, gradients):
            p -= lr * g
# --8<-- [end:by-hand]

# --8<-- [start:by-torch]
net = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
net.double().to(device)
net.load_state_dict(dict(zip(net.state_dict(), copies)))
optimizer = torch.optim.SGD(net.parameters(), lr=lr)
for step in range(steps):
    loss_nn = bce(net(x).squeeze(1), y)
    optimizer.zero_grad()
    loss_nn.backward()
    optimizer.step()
print(f"loss by hand {loss.item():.3f}, by nn and optim {loss_nn.item():.3f}")
print("equal to 1e-9:", abs(loss.item() - loss_nn.item()) < 1e-9)
# --8<-- [end:by-torch]

assert abs(loss.item() - loss_nn.item()) < 1e-9, "the last loss by hand " \
    "and the last by nn and optim agree to 1e-9"
assert all(torch.allclose(p, q, atol=1e-6) for p, q in
           zip(params, net.parameters())), "all weights agree to 1e-6"
assert loss.item() < 0.5, "the net learns: its loss falls below 0.5, " \
    "which is less than a coin flip's"
