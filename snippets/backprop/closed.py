"""Where the last weights are zero, no gradient reaches the layer below."""

# --8<-- [start:predict]
import torch

x, y = torch.tensor([[1.0, 2.0]]), torch.tensor([[-3.0]])
W1 = torch.tensor([[3.0, -1.0], [1.0, 1.0]], requires_grad=True)
W2 = torch.tensor([[0.0, 0.0]], requires_grad=True)
out = (x @ W1.T).relu() @ W2.T
((out - y).square().sum() / 2).backward()
# --8<-- [end:predict]

# --8<-- [start:answer]
print(W1.grad.tolist(), W2.grad.tolist())
# --8<-- [end:answer]

assert not W1.grad.any(), "through weights of zero no gradient goes down"
assert W2.grad.tolist() == [[3, 9]], "weights of zero get delta times a"
