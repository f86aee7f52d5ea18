"""argmax needs no softmax; a state_dict is a live view until it is saved."""

# --8<-- [start:argmax]
import pickle
import tempfile
from pathlib import Path

import torch
from torch import nn

torch.manual_seed(0)
logits = torch.randn(1000, 10)  # (batch, classes)
y = torch.randint(10, (1000,))  # (batch,)
guess = logits.argmax(1)
print("same argmax:", torch.equal(guess, logits.softmax(1).argmax(1)))
loop = sum(int(g == t) for g, t in zip(guess, y)) / 1000
print("same accuracy:", abs(loop - (guess == y).float().mean().item()) < 1e-6)
# --8<-- [end:argmax]

# --8<-- [start:save]
net = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
x = torch.randn(5, 4)
twin = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "net.pt"
    torch.save(net.state_dict(), path)
    twin.load_state_dict(torch.load(path, weights_only=True))
    torch.save(net, path)  # the whole module, pickled
    try:
        torch.load(path)  # weights_only=True is the default
    except pickle.UnpicklingError as error:
        print(type(error).__name__, "for a pickled module")
print("same outputs:", torch.equal(net(x), twin(x)))
# --8<-- [end:save]

# --8<-- [start:live]
view = net.state_dict()
copy = {key: value.clone() for key, value in view.items()}
with torch.no_grad():
    net[0].weight += 1
print("view follows the net:", torch.equal(view["0.weight"], net[0].weight))
print("copy follows the net:", torch.equal(copy["0.weight"], net[0].weight))
# --8<-- [end:live]

assert set(guess.tolist()) == set(y.tolist()) == set(range(10)), \
    "guesses and labels are the same ten classes"
assert torch.equal(guess, logits.softmax(1).argmax(1)), "softmax " \
    "keeps the order here: the largest logit names the same class"
assert all(torch.equal(value, copy[key]) for key, value
           in twin.state_dict().items()), "loading restores every weight"
assert torch.equal(view["0.weight"], net[0].weight), "a state_dict " \
    "in memory changes with the net"
assert not torch.equal(copy["0.weight"], net[0].weight), "a cloned " \
    "state_dict keeps the old values"
