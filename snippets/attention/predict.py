"""What softmax makes of minus infinity is the weight 0."""

# --8<-- [start:predict]
import torch

weights = torch.tensor([0.0, 3.0]).log().softmax(0)
print(weights.tolist())
# --8<-- [end:predict]

assert weights.tolist() == [0, 1], "minus infinity gets the weight 0"
