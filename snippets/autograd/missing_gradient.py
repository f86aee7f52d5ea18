"""A loss computed before requires_grad has no way back to the weight."""

# --8<-- [start:act-one]
import torch

x, y = torch.tensor(1.0), torch.tensor(1.0)
w = torch.tensor(2.0)  # nobody asked for its gradient
loss = torch.nn.functional.mse_loss(x * w, y)
try:
    torch.autograd.grad(loss, w)
except RuntimeError as error:
    print(error)
# --8<-- [end:act-one]

# --8<-- [start:act-two]
w.requires_grad_()  # asked now, but the loss is older
print("w:", w.requires_grad, " loss:", loss.requires_grad)
try:
    loss.backward()
except RuntimeError as error:
    print(error)
# --8<-- [end:act-two]

# --8<-- [start:act-three]
loss = torch.nn.functional.mse_loss(x * w, y)  # computed again
loss.backward()
print("gradient:", w.grad.item())
# --8<-- [end:act-three]

assert w.grad.item() == 2, "computed again, the loss gives w its gradient, 2"
