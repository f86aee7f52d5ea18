"""After a hundred epochs too the plain sigmoid net has hardly learnt."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(t).to(device) for t in load_digits(return_X_y=True))
x, lr = x / 16, 0.005
# --8<-- [end:data]


# --8<-- [start:wait]
def train(depth, epochs):
    torch.manual_seed(0)
    widths, layers = [64, *[32] * depth], []
    for n_in, n_out in zip(widths, widths[1:]):
        layers += [nn.Linear(n_in, n_out), nn.Sigmoid()]
    net = nn.Sequential(*layers, nn.Linear(32, 10)).double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        for rows in torch.randperm(1797).split(200):
            loss = nn.functional.cross_entropy(net(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        return (net(x).argmax(1) == y).double().mean().item()
# --8<-- [end:wait]


# --8<-- [start:score]
few, plain = train(2, epochs=40), train(9, epochs=100)
print(f"2 layers,  40 epochs: accuracy {few:.2f}")
print(f"9 layers, 100 epochs: accuracy {plain:.1f}")
# --8<-- [end:score]

assert few > 0.9, "the same loop trains two sigmoid layers"
assert plain < 0.3, "nine sigmoid layers are still below 0.3"
