"""Dropout acts in training only; a test in training mode loses accuracy."""
# --8<-- [start:values]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
drop, ones = nn.Dropout(p=0.25), torch.ones(100_000)
out = drop(ones)  # modules start in training mode
print("values in training:", *(f"{v:.4f}" for v in out.unique().tolist()))
print(f"zeros {(out == 0).float().mean():.3f}, mean {out.mean():.3f}")
drop.eval()
print("in eval mode nothing changes:", torch.equal(drop(ones), ones))
# --8<-- [end:values]
# --8<-- [start:net]
class MLPWithDropout(nn.Module):
    def __init__(self, sizes=(64, 64, 64, 10), p=0.5):
        super().__init__()
        layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layers += [nn.Linear(inputs, outputs), nn.ReLU(), nn.Dropout(p)]
        self.layers = nn.Sequential(*layers[:-2])  # the last: logits only

    def forward(self, x):
        return self.layers(x)  # (batch, classes)

print([type(layer).__name__ for layer in MLPWithDropout().layers])
# --8<-- [end:net]
# --8<-- [start:train]
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(a).to(device) for a in parts)  # float64

def fit(p, lr=1e-2, epochs=60):
    torch.manual_seed(0)
    net, losses = MLPWithDropout(p=p).double().to(device), []
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        loss = nn.functional.cross_entropy(net(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return net, torch.tensor(losses[-20:]).diff().abs().mean().item()
(_, calm), (net, noisy) = fit(p=0.0), fit(p=0.5)
print(f"change of the loss an epoch: {calm:.1e}, with dropout {noisy:.1e}")
# --8<-- [end:train]
# --8<-- [start:forgot]
scores = []
for mode in net.eval, net.train:
    with torch.no_grad():  # says nothing about dropout
        a, b = (mode()(x_test).argmax(1) for run in range(2))
    scores.append(100 * (a == y_test).float().mean().item())
    print(f"{mode.__name__}: {scores[-1]:.1f} %, twice the same:", a.equal(b))
# --8<-- [end:forgot]
assert out.unique().allclose(torch.tensor([0, 4 / 3])), "ones become 0 or 4/3"
assert noisy > 3 * calm, "dropout makes the training loss jump"
assert scores[0] > scores[1] + 1, "forgetting eval() costs more than a point"
assert round(4.5 * scores[1]) == (a == y_test).sum(), "a score is a percentage"
