"""A training goes on as if without a break where five things were kept."""

# --8<-- [start:make]
import io

import torch
from torch import nn, optim

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x = torch.randn(96, 4, dtype=torch.float64).to(device)
y = (x[:, 0] + 2 * x[:, 1]).abs().round().long().clamp(max=2)


def make(lr=0.1):
    net = nn.Linear(4, 3).double().to(device)
    adam = optim.Adam(net.parameters(), lr=lr)
    slower = optim.lr_scheduler.LambdaLR(adam, lambda e: 1 / (1 + e))
    return {"net": net, "optimizer": adam, "schedule": slower}
# --8<-- [end:make]
# --8<-- [start:train]
def train(parts, start, epochs):
    net, optimizer, schedule = parts.values()
    for epoch in range(start, epochs):
        for batch in torch.randperm(96).to(device).split(32):
            loss = nn.functional.cross_entropy(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        schedule.step()
# --8<-- [end:train]
# --8<-- [start:save]
through = make()
train(through, 0, epochs=3)
file = io.BytesIO()  # in memory; on disk it is a path
saved = {name: part.state_dict() for name, part in through.items()}
saved |= {"epoch": 3, "random": torch.get_rng_state()}
torch.save(saved, file)
train(through, 3, epochs=6)  # without a break
# --8<-- [end:save]
# --8<-- [start:resume]
gap = {}
for lost in "nothing", *saved:
    file.seek(0)
    found, parts = torch.load(file, map_location="cpu"), make()
    torch.manual_seed(1)  # another day
    for name, part in parts.items():
        if name != lost:
            part.load_state_dict(found[name])
    if lost != "random":
        torch.set_rng_state(found["random"])
    start = 0 if lost == "epoch" else found["epoch"]
    train(parts, start, epochs=6)
    gap[lost] = (parts["net"].weight - through["net"].weight).abs().max()
    print(f"lost: {lost:10} off by {gap[lost].item():.3f}")
# --8<-- [end:resume]

assert gap.pop("nothing") < 1e-9, "with all five, training goes on as if " \
    "without a break"
assert min(gap.values()) > 0.001, "without one of the five it goes another way"
