"""A net can fit random labels without an error and know nothing of digits."""

# --8<-- [start:random-labels]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
x, x_test, y, y_test = train_test_split(
    x / 16, y, test_size=450, stratify=y, random_state=0
)
x, y = torch.tensor(x[:300]).to(device), torch.tensor(y[:300])  # float64
x_test = torch.tensor(x_test).to(device)
# --8<-- [end:random-labels]
# --8<-- [start:train]
scores = {}
for name, labels in {"true": y, "random": y[torch.randperm(300)]}.items():
    net = nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 10))
    net.double().to(device)
    lr, epochs = 1e-2, 150
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        loss = nn.functional.cross_entropy(net(x), labels.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        train = (net(x).argmax(1).cpu() == labels).sum().item()
        guess = net(x_test).argmax(1).cpu()
    test = (guess == torch.tensor(y_test)).float().mean().item()
    scores[name] = train, test
    print(f"{name:6} labels: {train} of 300 learnt", end=", ")
    print(f"test {100 * test:.1f} %")
# --8<-- [end:train]

assert scores["true"][0] == 300, "the net fits all 300 true labels"
assert scores["random"][0] == 300, "the net fits all 300 random labels too"
assert scores["true"][1] > 0.88, "what it learnt from true labels carries over"
assert scores["random"][1] < 0.2, "what it learnt from random labels does not"
