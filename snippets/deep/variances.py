"""A sum of n products has n times the variance of one; rules undo it."""

# --8<-- [start:signs]
from itertools import product
import torch
from torch import nn

a = torch.tensor([1.0, 2, 2, 4])  # mean square 25/4
w = torch.tensor(list(product((-1.0, 1.0), repeat=4)))  # (16, 4)
for name, scale in (("1", 1), ("½", 0.5), ("√½", 0.5**0.5)):
    z = scale * w @ a  # (16,)
    size, after = z.square().mean().item(), z.relu().square().mean().item()
    print(f"weights ± {name:2} mean square {size:5.2f}, of ReLU {after:5.2f}")
# --8<-- [end:signs]
# --8<-- [start:rules]
n_in, n_out = 400, 200
rules = {
    "default": (lambda w: nn.init.kaiming_uniform_(w, 5**0.5), 1 / n_in / 3),
    "LeCun": (lambda w: nn.init.normal_(w, std=n_in**-0.5), 1 / n_in),
    "Xavier": (nn.init.xavier_uniform_, 2 / (n_in + n_out)),
    "He": (nn.init.kaiming_normal_, 2 / n_in),
}
torch.manual_seed(0)
linear = nn.Linear(n_in, n_out).weight
print(f"nn.Linear: largest {linear.abs().max():.3f}, 1/√n_in {n_in**-.5:.3f}")
close = {}
for name, (rule, paper) in rules.items():
    w = rule(torch.zeros(n_out, n_in).double())  # torch's (out, in)
    close[name] = w.var().item() / paper
    print(f"{name:8} variance {w.var():.5f}, on paper {paper:.5f}")
# --8<-- [end:rules]
# --8<-- [start:factors]
factors = {}
for name, rule in (("Xavier", nn.init.xavier_normal_),
                   ("He", nn.init.kaiming_normal_)):
    for n_in, n_out in ((400, 200), (300, 300), (200, 400)):
        w = rule(torch.zeros(n_out, n_in).double())
        z = torch.randn(100, n_in).double() @ w.T  # inputs of size 1
        on = z > 0 if name == "He" else 1  # He's rule counts on a ReLU
        delta = torch.randn(100, n_out).double() * on  # errors of size 1
        sizes = [t.square().mean().item() for t in (z * on, delta @ w)]
        forward, backward = factors[name, n_in] = sizes
        print(f"{name:6} {n_in} to {n_out}:", end=" ")
        print(f"forward {forward:.1f}, backward {backward:.1f}")
# --8<-- [end:factors]

assert max(abs(size - 12.5), abs(after - 6.25)) < 1e-3, "variance 2/n " \
    "keeps the mean square through the sum and ReLU"
drawn = [*close.values(), linear.var().item() / rules["default"][1]]
assert all(0.97 < ratio < 1.03 for ratio in drawn), "each rule " \
    "has its variance on paper, to 3 %"
xavier, he = ([factors[name, n] for n in (400, 300, 200)]
              for name in ("Xavier", "He"))
assert xavier[0][0] > 1.2 > 1.1 > max(xavier[1]) > 0.9 > xavier[2][0], (
    "Xavier keeps the size where in and out are equal only")
assert max(abs(size - 1) for size, _ in he) < 0.1, "He's rule keeps the " \
    "forward size at each width"
