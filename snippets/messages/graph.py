"""Four messages of autograd, and a way back for each."""

# --8<-- [start:element]
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
loss = w.square().sum().detach()  # wrong: cut off from w
try:
    loss.backward()
except RuntimeError as error:
    print(error)
w.square().sum().backward()  # right: the path is whole
print(w.grad.tolist())
# --8<-- [end:element]

# --8<-- [start:second]
w = torch.tensor(3.0, requires_grad=True)
loss = w.square()
loss.backward()
try:
    loss.backward()  # wrong: the graph is used up
except RuntimeError as error:
    print(str(error).split(" (")[0])
w.grad = None
w.square().backward()  # right: computed again
print(w.grad.item())
# --8<-- [end:second]

# --8<-- [start:scalar]
w = torch.tensor([1.0, 2.0], requires_grad=True)
try:
    w.square().backward()  # wrong: two results
except RuntimeError as error:
    print(error)
w.square().mean().backward()  # right: one number
print(w.grad.tolist())
# --8<-- [end:scalar]

# --8<-- [start:in-place]
x = torch.tensor([0.0], requires_grad=True)
y = x.exp()  # its slope is y itself
y.relu_()  # wrong: overwrites it
try:
    y.backward()
except RuntimeError as error:
    print(str(error).split(", which")[0])
y = x.exp().relu()  # right: a new tensor
y.backward()
print(x.grad.tolist())
# --8<-- [end:in-place]
assert x.grad == 1, "a new tensor leaves exp what it needs"
assert w.grad.tolist() == [1, 2], "a mean is one number to start from"
