"""Three hand-written backward passes that are wrong without an error."""
# --8<-- [start:layout]
import torch

torch.manual_seed(0)
a = torch.randn(5, 4).double()  # (batch, in)
for out in (3, 4):
    W = torch.randn(out, 4, dtype=torch.float64, requires_grad=True)
    z = a @ W.T
    (z.square().sum() / 2).backward()
    wrong = a.T @ z.detach()  # a.T @ delta; right is delta.T @ a
    try:
        new_W = W.detach() - 0.1 * wrong
        print(f"{out} units: no error, right gradient:",
              torch.allclose(wrong, W.grad))
    except RuntimeError as error:
        print(f"{out} units:", str(error).split(" at ")[0])
transposed = torch.allclose(wrong.T, W.grad)
print("the 4-unit gradient is the transpose:", transposed)
# --8<-- [end:layout]
# --8<-- [start:early]
x, y = torch.randn(16, 4).double(), torch.randn(16, 2).double()
W1, W2 = torch.randn(3, 4).double(), torch.randn(2, 3).double()
a1 = (x @ W1.requires_grad_().T).tanh()
C = (a1 @ W2.requires_grad_().T - y).square().sum() / (2 * len(x))
right, dW2 = torch.autograd.grad(C, (W1, W2))
with torch.no_grad():
    d2 = (a1 @ W2.T - y) / len(x)
    W2 -= 0.5 * dW2  # too early: the next line needs the old W2
    d1 = (d2 @ W2) * (1 - a1**2)
    gap = ((d1.T @ x - right).norm() / right.norm()).item()
print(f"relative error of dC/dW1: {gap:.2f}")
# --8<-- [end:early]
# --8<-- [start:bias]
b, delta = torch.zeros(3), torch.randn(6, 3)  # one row for each sample
b = b - 0.1 * delta  # not summed over the batch
print("shape of the bias:", tuple(b.shape))
print("next batch of 6:", tuple((torch.randn(6, 3) + b).shape))
try:
    torch.randn(5, 3) + b
except RuntimeError as error:
    print("last batch of 5:", str(error).split(" at ")[0])
# --8<-- [end:bias]

assert transposed and not torch.allclose(wrong, W.grad), (
    "with 4 units the wrong order gives the transpose without an error"
)
step = 0.1 * W.grad.T  # W has 4 units here
assert torch.allclose(new_W, W.detach() - step), (
    "the update subtracts the transposed gradient"
)
assert gap > 0.01, "the early update spoils the gradient below"
missing = 0.5 * (d2 @ dW2) * (1 - a1**2)  # what the early update took away
assert torch.allclose((d1 + missing).T @ x, right), (
    "the error comes from the new W2 and from nothing else"
)
assert b.shape == (6, 3), "each sample got a bias of its own"
assert torch.allclose(b.sum(0), -0.1 * delta.sum(0)), (
    "the 6 rows of the bias add up to the one step that was due"
)
