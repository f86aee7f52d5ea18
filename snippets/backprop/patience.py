"""After a hundred epochs too the plain sigmoid net has hardly learnt."""
# --8<-- [start:wait]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(t).to(device) for t in load_digits(return_X_y=True))
x, lr, epochs = x / 16, 0.005, 100
torch.manual_seed(0)
widths, layers = [64, *[32] * 9], []
for n_in, n_out in zip(widths, widths[1:]):
    layers += [nn.Linear(n_in, n_out), nn.Sigmoid()]
net = nn.Sequential(*layers, nn.Linear(32, 10)).double().to(device)
optimizer = torch.optim.Adam(net.parameters(), lr=lr)
history = []
for epoch in range(epochs):
    for rows in torch.randperm(1797).split(200):
        loss = nn.functional.cross_entropy(net(x[rows]), y[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        history.append((net(x).argmax(1) == y).double().mean().item())
for epoch in (8, 40, 100):
    print(f"epoch {epoch:3}: accuracy {history[epoch - 1]:.1f}")
# --8<-- [end:wait]

assert max(history) < 0.3, "a plain net of nine sigmoid layers stays at chance"
