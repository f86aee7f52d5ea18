"""One line finds the accelerator of any maker, and the program is the same."""

# --8<-- [start:where]
import torch
from torch import nn

found = torch.accelerator.current_accelerator(check_available=True)
place = found or "cpu"  # None where there is no accelerator
net = nn.Linear(4, 3).to(place)  # a module: in place
nn.init.ones_(net.weight)
nn.init.zeros_(net.bias)
x = torch.tensor([[1.0, 2, 3, 4]]).to(place)  # a tensor: a new one
more = torch.ones(1, 4, device=place)  # made there at once
y = net(x + more).cpu()  # back, to print or for NumPy
print(y.tolist())
# --8<-- [end:where]

assert y.tolist() == [[14, 14, 14]], "a net computes where it was put"
