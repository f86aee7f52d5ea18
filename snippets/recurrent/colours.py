"""For the colour of a name, a bag of words beats a GRU that reads letters."""
# --8<-- [start:names]
import matplotlib.pyplot as plt
import torch
from matplotlib.colors import XKCD_COLORS, to_rgb
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

device = "cuda" if torch.cuda.is_available() else "cpu"
names = [n.removeprefix("xkcd:") for n in XKCD_COLORS if len(n) < 18]
torch.manual_seed(0)
names = [names[k] for k in torch.randperm(len(names))]  # 150 are for the test
y = torch.tensor([to_rgb("xkcd:" + n) for n in names]).double().to(device)
centre = y[150:].mean(0)  # red, green, blue
# --8<-- [end:names]
# --8<-- [start:bags]
def linear(parts):  # least squares, with a little weight decay
    known = sorted({part for name in names[150:] for part in parts(name)})
    bag = [[float(parts(name).count(p)) for p in known] for name in names]
    bag = torch.tensor(bag).double().to(device)  # (names, parts)
    seen, eye = bag[150:], torch.eye(len(known)).double().to(device)
    W = torch.linalg.solve(seen.T @ seen + eye, seen.T @ (y[150:] - centre))
    return centre + bag[:150] @ W
guess = {"the mean": centre.expand(150, 3), "bag of letters": linear(list),
         "bag of words": linear(str.split)}
# --8<-- [end:bags]
# --8<-- [start:net]
signs = sorted(set("".join(names)))
code = [torch.tensor([signs.index(c) for c in name]) for name in names]
x = F.one_hot(pad_sequence(code, batch_first=True)).double().to(device)
ends = torch.tensor([len(name) - 1 for name in names]).to(device)
gru = nn.GRU(x.shape[2], 32, batch_first=True).double().to(device)
head = nn.Linear(32, 3).double().to(device)
def read(rows):
    return head(gru(x[rows])[0][range(len(rows)), ends[rows]]).sigmoid()
lr, epochs = 0.02, 10
optimizer = torch.optim.Adam([*gru.parameters(), *head.parameters()], lr=lr)
for _ in range(epochs):
    for rows in (150 + torch.randperm(len(names) - 150)).to(device).split(64):
        optimizer.zero_grad()
        F.mse_loss(read(rows), y[rows]).backward()
        optimizer.step()
with torch.no_grad():
    guess["GRU"] = read(torch.arange(150).to(device))
# --8<-- [end:net]
# --8<-- [start:compare]
errors = {n: (g - y[:150]).square().mean().sqrt() for n, g in guess.items()}
print(*(f"{name} {error:.3f}" for name, error in errors.items()), sep="\n")
fig, ax = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
for place, rgb in enumerate((y, guess["bag of words"], guess["GRU"])):
    ax.barh(range(8), 0.95, left=place, color=rgb[:8].clamp(0, 1).tolist())
ax.set_yticks(range(8), names[:8])
ax.set_xticks([0.5, 1.5, 2.5], ["true", "bag of words", "GRU"])
plt.show()
# --8<-- [end:compare]
mean, letters, words, net = errors.values()
assert letters < mean, "a bag of letters beats the mean"
assert net < letters, "after 10 epochs the GRU beats the bag of letters"
assert words < net, "a bag of words beats the GRU"
