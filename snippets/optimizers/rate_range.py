"""One short run with a growing rate shows which rates are far too large."""

# --8<-- [start:data]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(a).to(device) for a in load_digits(return_X_y=True))
x = x[:1000] / 16  # float64
rates = [0.001 * 10 ** (step / 40) for step in range(125)]  # up to 1.3
# --8<-- [end:data]
# --8<-- [start:grow]
def grow(seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.SGD(net.double().to(device).parameters(),
                                lr=rates[0], momentum=0.9)
    losses = []
    for rate in rates:
        optimizer.param_groups[0]["lr"] = rate
        i = torch.randint(1000, (32,))
        loss = nn.functional.cross_entropy(net(x[i]), y[i])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return torch.tensor(losses)
# --8<-- [end:grow]
# --8<-- [start:read]
mean = torch.stack([grow(seed) for seed in range(5)]).mean(dim=0)
lowest = mean.argmin().item()
falls = rates[(mean < 2).nonzero()[0].item()]
blows = rates[lowest + (mean[lowest:] > 2).nonzero()[0].item()]
print(f"below 2 from {falls:.3f}, lowest at {rates[lowest]:.2f},",
      f"above 2 again from {blows:.2f}")
_, ax = plt.subplots(figsize=(4.5, 3), layout="constrained")
ax.semilogx(rates, mean)
ax.set(xlabel="learning rate of the step (log scale)",
       ylabel="mean loss of five runs", ylim=(0, 4))
plt.show()
# --8<-- [end:read]
assert 0.02 < falls < 0.05, "the loss falls below 2 at a rate of 0.02 to 0.05"
assert 0.1 < rates[lowest] < 0.5, "the loss is lowest at 0.1 to 0.5"
assert 0.7 < blows < 1.2, "the loss is above 2 again at 0.7 to 1.2"
