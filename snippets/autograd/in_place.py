"""An edit through .data gives a wrong gradient; under no_grad it raises."""

# --8<-- [start:data]
from textwrap import fill

import torch

w = torch.tensor(3.0, requires_grad=True)
loss = w**2  # remembers w for the way back
w.data.mul_(10)  # autograd does not see this edit
loss.backward()
print("gradient:", w.grad.item())
# --8<-- [end:data]

# --8<-- [start:guarded]
w = torch.tensor(3.0, requires_grad=True)
loss = w**2
with torch.no_grad():
    w.mul_(10)  # the same edit, seen by autograd
try:
    loss.backward()
except RuntimeError as error:
    print(fill(str(error).split(". ")[0], width=60))
# --8<-- [end:guarded]

# --8<-- [start:mended]
w = torch.tensor(3.0, requires_grad=True)
loss = w**2
loss.backward()  # first walk back,
with torch.no_grad():
    w.mul_(10)  # then edit
print("gradient:", w.grad.item(), " w:", w.item())
# --8<-- [end:mended]

# --8<-- [start:wrong-update]
try:
    w -= 0.1 * w.grad
except RuntimeError as error:
    print(error)
new = w - 0.1 * w.grad  # no error, but a result, not a leaf
with torch.no_grad():
    deaf = w - 0.1 * w.grad  # no error either, and no requires_grad
print("leaf:", w.is_leaf, new.is_leaf, deaf.is_leaf)
print("requires_grad:", w.requires_grad, new.requires_grad, deaf.requires_grad)
# --8<-- [end:wrong-update]

# --8<-- [start:update]
with torch.no_grad():
    w -= 0.1 * w.grad
print("leaf:", w.is_leaf, " w:", round(w.item(), 1))
# --8<-- [end:update]

assert w.grad.item() == 6, "backward before the edit gives the slope at w = 3"
assert torch.allclose(torch.stack([new, deaf]), w), "a step " \
    "under no_grad leads to the same weight as the recorded one"
assert w.requires_grad and not deaf.requires_grad, "w = w - … under " \
    "no_grad makes a w that asks for no gradient"
assert w.is_leaf and not new.is_leaf, "the step under no_grad " \
    "leaves w a leaf; the result of a recorded step is none"
