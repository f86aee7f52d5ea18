"""A dead unit can wake up when the layer before it moves, and only then."""

# --8<-- [start:revival]
import torch


def train(moves, lr=0.05, steps=4):
    u = torch.tensor(0.0, requires_grad=moves)  # a unit of the layer before
    w = torch.tensor([2.0, -1.0], requires_grad=True)  # weight, bias
    optimizer = torch.optim.SGD([u, w], lr=lr)
    sums, norms = [], []
    for step in range(steps):
        z = w[0] * u + w[1]
        loss = (u + torch.relu(z) - 3) ** 2  # u has a second way to the loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        sums.append(z.item())
        norms.append(w.grad.norm().item())
    return sums, norms


runs = {"u moves": train(True), "u stays": train(False)}
for name, (sums, norms) in runs.items():
    print(f"{name}: z     ", *(f"{z:5.2f}" for z in sums))
    print("  own gradient", *(f"{norm:5.2f}" for norm in norms))
# --8<-- [end:revival]

z, own = runs["u moves"]
assert z[0] < 0 and own[0] == 0, "the unit is dead at the start"
assert z[-1] > 0 and own[-1] > 0, "the unit is alive at the end"
assert max(sums) == -1 and max(norms) == 0, "where u stays, it stays dead"
