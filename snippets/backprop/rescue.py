"""Nine sigmoid layers learn once the signal is rescued, not the error."""
# --8<-- [start:data]
import torch
from sklearn.datasets import load_digits
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
x, y = (torch.tensor(t).to(device) for t in load_digits(return_X_y=True))
x = x / 16  # (1797, 64), float64
# --8<-- [end:data]
# --8<-- [start:net]
class Stretch(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, there, back):
        ctx.back = back
        return 0.5 + there * (a - 0.5)  # the distance from one half

    @staticmethod
    def backward(ctx, grad):
        return ctx.back * grad, None, None

def run(net, a, factors):
    hidden = []
    for layer in net[:-1]:
        a = Stretch.apply(layer(a).sigmoid(), *factors)
        hidden.append(a)
    return net[-1](a), hidden
# --8<-- [end:net]
# --8<-- [start:train]
def train(factors, epochs=8, lr=0.005):
    torch.manual_seed(0)
    widths = [64, *[32] * 9, 10]
    net = nn.ModuleList(map(nn.Linear, widths, widths[1:])).double().to(device)
    logits, (first, *_, last) = run(net, x, factors)
    loss = nn.functional.cross_entropy(logits, y)
    up, down = torch.autograd.grad(loss, (first, last))
    start = up.norm() / down.norm(), last.std(0).norm() / first.std(0).norm()
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    for epoch in range(epochs):
        for rows in torch.randperm(1797).split(200):
            logits, _ = run(net, x[rows], factors)
            loss = nn.functional.cross_entropy(logits, y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        acc = (run(net, x, factors)[0].argmax(1) == y).double().mean()
    return [t.item() for t in (*start, acc)]
# --8<-- [end:train]
# --8<-- [start:compare]
s = 48**0.5  # a default sigmoid layer divides squares by about 48
kinds = {"plain": (1, 1), "error": (1, s), "signal": (s, 1), "both": (s, s)}
error, signal, acc = zip(*map(train, kinds.values()))
for row in zip(kinds, error, signal, acc):
    print("{:6}  error {:.0e}  signal {:.0e}  accuracy {:.1f}".format(*row))
# --8<-- [end:compare]

lost, held = error[::2] + signal[:2], error[1::2] + signal[2:]
assert max(lost) < 1e-4 < min(held), "only what is rescued gets through"
assert max(acc[:2]) < 0.3 < min(acc[2:]), "nets learn by the rescued signal"
