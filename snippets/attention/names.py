"""A small GPT invents colour names, and predicts no better than counts."""
# --8<-- [start:data]
from collections import Counter
import torch
from matplotlib.colors import XKCD_COLORS
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
names = [name[5:] for name in XKCD_COLORS]  # without "xkcd:"
uses = Counter(word for name in names for word in name.split())
names = [n for n in names if all(uses[w] > 5 for w in n.split())]
letters = [".", *sorted(set("".join(names)))]  # "." begins and ends a name
text = torch.full((len(names), 23), -1)  # -1: nothing stands here
for row, name in zip(text, names):
    codes = [letters.index(letter) for letter in f".{name}."]
    row[:len(codes)] = torch.tensor(codes)
x, y = text[:, :-1].clamp(min=0).to(device), text[:, 1:].to(device)
known = torch.tensor([i for i in range(len(names)) if i % 5])
# --8<-- [end:data]
# --8<-- [start:gpt]
class GPT(nn.Module):
    def __init__(self, d=32):
        super().__init__()
        self.letter = nn.Embedding(25, d)
        self.place = nn.Parameter(0.1 * torch.randn(22, d))
        self.block = nn.TransformerEncoderLayer(
            d, 2, 2 * d, dropout=0, batch_first=True, norm_first=True)
        self.out = nn.Linear(d, 25)

    def forward(self, x):  # (batch, letters)
        later = nn.Transformer.generate_square_subsequent_mask(x.shape[1])
        h = self.letter(x) + self.place[:x.shape[1]]
        return self.out(self.block(h, later.to(h))).mT
# --8<-- [end:gpt]
# --8<-- [start:train]
lr, epochs = 0.01, 12
torch.manual_seed(0)
net = GPT().double().to(device)
optimizer = torch.optim.Adam(net.parameters(), lr=lr)
loss_of = nn.CrossEntropyLoss(ignore_index=-1)
for _ in range(epochs):
    for rows in known[torch.randperm(len(known))].split(32):
        optimizer.zero_grad()
        loss = loss_of(net(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
with torch.no_grad():
    nats = loss_of(net(x[::5]), y[::5]).item()
print(f"GPT: {nats:.2f} nats")
# --8<-- [end:train]
# --8<-- [start:write]
with torch.no_grad():
    for _ in range(8):
        codes = [0]
        while codes[1:].count(0) == 0 and len(codes) < 22:
            p = net(torch.tensor([codes]).to(device))[0, :, -1].softmax(0)
            codes.append(torch.multinomial(p.cpu(), 1).item())
        print("".join(letters[code] for code in codes).strip("."))
# --8<-- [end:write]
assert 0.7 < nats < 1.1, "the GPT costs between 0.7 and 1.1 nats a letter"
