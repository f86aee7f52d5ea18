"""Squared bias, variance and noise add up to the error, degree by degree."""

# --8<-- [start:resample]
import matplotlib.pyplot as plt
import torch

torch.manual_seed(0)
sets, noise = 1000, 0.2
x = torch.linspace(-1, 1, 15).double()[:, None]
grid = torch.linspace(-1, 1, 200).double()[:, None]
rule, truth = torch.sin(3 * x), torch.sin(3 * grid)
y = rule + noise * torch.randn(15, sets)  # a column is a set of 15 houses
y_new = truth + noise * torch.randn(200, sets)  # other houses, for checking
# --8<-- [end:resample]
# --8<-- [start:parts]
table = {}
print("degree: bias² + variance + noise = sum")
for degree in 0, 1, 3, 5, 7, 9:
    powers = torch.arange(degree + 1)
    w = torch.linalg.lstsq(x**powers, y).solution  # (degree + 1, sets)
    fits = grid**powers @ w  # (200, sets)
    bias = ((fits.mean(1, keepdim=True) - truth) ** 2).mean().item()
    variance = fits.var(dim=1, correction=0).mean().item()
    error = ((fits - y_new) ** 2).mean().item()
    table[degree] = bias, variance, error
    print(f"{degree}: {bias:.3f} + {variance:.3f} + {noise**2:.3f}",
          f"= {bias + variance + noise**2:.3f}  error {error:.3f}")
# --8<-- [end:parts]
# --8<-- [start:figure]
bias, variance, error = zip(*table.values())
fig, ax = plt.subplots(figsize=(4.5, 3), layout="constrained")
ax.semilogy(list(table), error, "o-", label="error")
ax.semilogy(list(table), bias, "s--", label="bias²")
ax.semilogy(list(table), variance, "^:", label="variance")
ax.axhline(noise**2, color="gray", linestyle="-.", label="noise")
ax.set(xlabel="degree", ylabel="squared error (log)", ylim=(1e-4, 1))
ax.legend(loc=(0.6, 0.1))
plt.show()
# --8<-- [end:figure]
sums = {d: bias + var + noise**2 for d, (bias, var, _) in table.items()}
assert all(abs(sums[d] / table[d][2] - 1) < 0.01 for d in table), (
    "the three parts add up to the error on new houses, within one percent"
)
assert bias[0] > bias[1] > bias[2] > bias[3], (
    "squared bias falls from degree 0 to degree 5"
)
assert sorted(variance) == list(variance), "variance rises with every degree"
assert min(sums, key=sums.get) in (3, 5), "the sum is least at degree 3 or 5"
