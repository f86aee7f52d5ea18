"""Without a causal mask a net reads the letter that it should predict."""

# --8<-- [start:net]
import matplotlib.pyplot as plt
import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
mask = torch.ones(8, 8).triu(1).bool().to(device)  # True: may not be seen


class Net(nn.Module):
    def __init__(self, d=16):
        super().__init__()
        self.letter = nn.Embedding(4, d)
        self.place = nn.Parameter(0.1 * torch.randn(8, d))
        self.block = nn.TransformerEncoderLayer(
            d, 1, 2 * d, dropout=0, batch_first=True, norm_first=True)
        self.out = nn.Linear(d, 4)

    def forward(self, x, mask=None):  # (batch, 8)
        h = self.letter(x) + self.place  # (batch, 8, d)
        return self.out(self.block(h, mask))
# --8<-- [end:net]
# --8<-- [start:train]
def train(mask, lr=0.02, steps=100):
    torch.manual_seed(0)
    net, losses = Net().double().to(device), []
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(steps):
        text = torch.randint(4, (32, 9)).to(device)  # letters by chance
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(
            net(text[:, :-1], mask).mT, text[:, 1:])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return net, losses
# --8<-- [end:train]
# --8<-- [start:compare]
fig, ax = plt.subplots(figsize=(4.5, 2.7), layout="constrained")
nets, last = {}, {}
for name, seen, style in (("no mask", None, "--"), ("causal", mask, "-")):
    nets[name], losses = train(seen)
    last[name] = sum(losses[-10:]) / 10
    print(f"{name}: loss {last[name]:.2f}")
    ax.plot(losses, style, label=name)
ax.axhline(torch.tensor(4.0).log(), color="gray", linestyle=":", label="ln 4")
ax.set(xlabel="step", ylabel="loss", ylim=(0, 1.6))
ax.legend()
plt.show()
# --8<-- [end:compare]

assert last["no mask"] < 0.5, "without a mask the loss falls far below ln 4"
assert 1.3 < last["causal"] < 1.5, "with the mask it stays at ln 4, about 1.39"
