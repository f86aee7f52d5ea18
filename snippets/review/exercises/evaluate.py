"""Note the mode first, and give it back last. In between: eval mode, no
gradients, and one long list of right and wrong over all batches, of which
the mean is taken once.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def evaluate(net, batches):  # pairs of inputs and classes, of any size
    ...  # your code: the share of all samples on which net is right
# --8<-- [end:stub]
# --8<-- [start:solution]
def evaluate(net, batches):
    was = net.training
    net.eval()
    with torch.no_grad():
        right = [net(x).argmax(dim=1) == y for x, y in batches]
    net.train(was)
    return torch.cat(right).double().mean().item()
# --8<-- [end:solution]
# --8<-- [start:wrong-mode]
# gets: judged in training mode: call eval()
def evaluate(net, batches):
    with torch.no_grad():
        right = [net(x).argmax(dim=1) == y for x, y in batches]
    return torch.cat(right).double().mean().item()
# --8<-- [end:wrong-mode]
# --8<-- [start:wrong-left]
# gets: left in eval mode: the epochs that follow train without dropout
def evaluate(net, batches):
    net.eval()
    with torch.no_grad():
        right = [net(x).argmax(dim=1) == y for x, y in batches]
    return torch.cat(right).double().mean().item()
# --8<-- [end:wrong-left]
# --8<-- [start:wrong-train]
# gets: it came in eval mode: give back what it had
def evaluate(net, batches):
    net.eval()
    with torch.no_grad():
        right = [net(x).argmax(dim=1) == y for x, y in batches]
    net.train()
    return torch.cat(right).double().mean().item()
# --8<-- [end:wrong-train]
# --8<-- [start:wrong-graph]
# gets: a graph was kept: use no_grad()
def evaluate(net, batches):
    was = net.training
    net.eval()
    right = [net(x).argmax(dim=1) == y for x, y in batches]
    net.train(was)
    return torch.cat(right).double().mean().item()
# --8<-- [end:wrong-graph]
# --8<-- [start:wrong-mean]
# gets: this is the mean of the batches: a small one counts too much
def evaluate(net, batches):
    was = net.training
    net.eval()
    with torch.no_grad():
        shares = [(net(x).argmax(dim=1) == y).double().mean()
                  for x, y in batches]
    net.train(was)
    return torch.stack(shares).mean().item()
# --8<-- [end:wrong-mean]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
class Spy(nn.Module):  # answers with its input, and notes how it was asked
    def forward(self, x):
        seen.append((self.training, (x + 1).requires_grad))
        return x
for mode, sizes in ((True, (6, 6, 2)), (False, (8, 8, 1)), (True, (5, 3))):
    net, seen = Spy().train(mode), []
    *xs, small = torch.randn(sum(sizes), 3, requires_grad=True).split(sizes)
    batches = [(x, torch.randint(3, (len(x),))) for x in xs]
    batches.append((small, small.argmax(dim=1)))  # right throughout
    right = [(x.argmax(dim=1) == y).double() for x, y in batches]
    found = evaluate(net, batches)
    assert found is not None, "return a number between 0 and 1"
    assert not any(m for m, _ in seen), "judged in training mode: call eval()"
    assert not any(g for _, g in seen), "a graph was kept: use no_grad()"
    assert net.training or not mode, (
        "left in eval mode: the epochs that follow train without dropout")
    assert net.training == mode, "it came in eval mode: give back what it had"
    means = torch.stack([part.mean() for part in right])
    assert abs(found - means.mean()) > 1e-6, (
        "this is the mean of the batches: a small one counts too much")
    assert abs(found - torch.cat(right).mean()) < 1e-6, "count all samples"
print("solved")
# --8<-- [end:checker]
