"""A training step hands out as many operations for one sample as for 1,024."""

# --8<-- [start:count]
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils._python_dispatch import TorchDispatchMode


class Count(TorchDispatchMode):  # sees each operation, and lets it run
    n = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.n += 1
        return func(*args, **(kwargs or {}))
# --8<-- [end:count]
# --8<-- [start:steps]
device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 200),
                    nn.ReLU(), nn.Linear(200, 10)).to(device)


def step(batch, foreach):
    x, y = torch.randn(batch, 784), torch.zeros(batch, dtype=torch.int64)
    x, y = x.to(device), y.to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.001, foreach=foreach)
    for _ in range(2):  # the first step makes Adam's state
        with Count() as count:
            optimizer.zero_grad()
            F.cross_entropy(net(x), y).backward()
            optimizer.step()
    return count.n


counts = {batch: (step(batch, False), step(batch, True))
          for batch in (1, 64, 1024)}
for batch, (one, many) in counts.items():
    print(f"batch {batch:5,}: {one} operations, with foreach {many}")
# --8<-- [end:steps]

assert counts[1] == counts[64] == counts[1024], "a step takes the same " \
    "number of operations for each size of batch"
assert counts[64][1] < counts[64][0] - 20, "foreach saves over 20 of them"
