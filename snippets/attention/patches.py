"""A transformer reads patches of images, needs places, and trails an MLP."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = load_digits(return_X_y=True)
parts = train_test_split(x / 16, y, test_size=450, stratify=y, random_state=0)
x, x_test, y, y_test = (torch.tensor(p).to(device) for p in parts)  # float64
# --8<-- [end:data]
# --8<-- [start:net]
class Patches(nn.Module):
    def __init__(self, places, d=16):
        super().__init__()
        self.patch = nn.Linear(4, d)  # 2 by 2 pixels
        self.place = nn.Parameter(0.1 * places * torch.randn(16, d))
        self.place.requires_grad_(places)
        self.block = nn.TransformerEncoderLayer(
            d, 2, 2 * d, dropout=0, batch_first=True, norm_first=True)
        self.out = nn.Linear(d, 10)

    def forward(self, x):  # (batch, 64)
        x = x.view(-1, 4, 2, 4, 2).transpose(2, 3)  # rows and columns of 4
        h = self.patch(x.reshape(-1, 16, 4)) + self.place
        return self.out(self.block(h).mean(1))  # the mean over 16 patches
# --8<-- [end:net]
# --8<-- [start:train]
def train(make, lr=0.01, epochs=6):
    torch.manual_seed(0)
    net = make().double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(epochs):
        for rows in torch.randperm(1347).to(device).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[rows]), y[rows]).backward()
            optimizer.step()
    with torch.no_grad():
        right = net(x_test).argmax(1) == y_test
    return sum(p.numel() for p in net.parameters()), right.double().mean()
# --8<-- [end:train]
# --8<-- [start:compare]
acc = {}
for name, make in {
    "transformer": lambda: Patches(places=True),
    "no positions": lambda: Patches(places=False),
    "MLP": lambda: nn.Sequential(
        nn.Linear(64, 36), nn.ReLU(), nn.Linear(36, 10)),
}.items():
    numbers, acc[name] = train(make)
    print(f"{name:12} {numbers:,} numbers, accuracy {acc[name]:.2f}")
# --8<-- [end:compare]
assert acc["MLP"] > acc["transformer"] + 0.02, "the MLP reads more"
assert acc["transformer"] > 0.6, "with positions it reads over 60 %"
assert acc["no positions"] < 0.5, "without positions under half"
