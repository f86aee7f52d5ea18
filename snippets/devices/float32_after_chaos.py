"""What follows computes in float32 again."""
# --8<-- [start:reset]
import torch

torch.set_default_dtype(torch.float32)  # what torch starts with
print(torch.get_default_dtype())
# --8<-- [end:reset]

assert torch.get_default_dtype() == torch.float32, "new numbers are float32"
