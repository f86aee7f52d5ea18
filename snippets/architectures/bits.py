"""Four bits a weight: whole numbers and one step, on paper."""

# --8<-- [start:paper]
import torch

weights = torch.tensor([0.86, -0.35, 0.13, -1.4, 0.62])
step = weights.abs().max() / 7  # four bits: from -7 to 7
whole = (weights / step).round()
error = (whole * step - weights).abs()
print("whole:", *whole.int().tolist())
print(f"step {step:.2f}, largest error {error.max():.2f}")
# --8<-- [end:paper]

assert whole.tolist() == [4, -2, 1, -7, 3], "the weights in steps of a fifth"
assert (error <= step / 2 + 1e-6).all(), "no error is above half a step"
