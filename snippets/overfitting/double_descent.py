"""The test error falls a second time; a penalty takes the peak away."""

# --8<-- [start:features]
import matplotlib.pyplot as plt
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

torch.manual_seed(0)
x, y = load_digits(return_X_y=True)
x, x_test, y, y_test = train_test_split(
    x / 16, y, test_size=450, stratify=y, random_state=0
)
x, x_test = torch.tensor(x[:100]), torch.tensor(x_test)  # float64
goal = torch.eye(10).double()[y[:100]]  # (100, classes)
goal_test = torch.eye(10).double()[y_test]
# --8<-- [end:features]
# --8<-- [start:fit]
counts = [5, 10, 20, 40, 60, 80, 90, 100, 120, 150, 200, 400, 1000, 3000]
errors, lam = torch.zeros(5, len(counts), 3), 1.0
for draw in range(5):
    W = torch.randn(64, 3000, dtype=torch.float64) / 8  # never trained
    h, h_test = torch.tanh(x @ W), torch.tanh(x_test @ W)
    for k, n in enumerate(counts):
        a, b = h[:, :n], h_test[:, :n]
        w = torch.linalg.pinv(a) @ goal  # the smallest best fit
        errors[draw, k, 0] = ((a @ w - goal) ** 2).mean()
        errors[draw, k, 1] = ((b @ w - goal_test) ** 2).mean()
        inner = a @ a.T + lam * torch.eye(100).double()
        w = a.T @ torch.linalg.solve(inner, goal)  # ridge, in another form
        errors[draw, k, 2] = ((b @ w - goal_test) ** 2).mean()
train, test, ridge = errors.median(dim=0).values.T
for n in 20, 100, 3000:
    k = counts.index(n)
    print(f"{n:4} features: training {train[k]:.3f}, test {test[k]:.3f}",
          f" with ridge {ridge[k]:.3f}")
# --8<-- [end:fit]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 3), layout="constrained")
ax.loglog(counts, test, "s--", label="test")
ax.loglog(counts, ridge, "^:", label="test, ridge")
ax.loglog(counts, train.clamp(min=1e-4), "o-", label="training")  # no log 0
ax.axvline(len(x), color="gray", linestyle=":")
ax.text(110, 8, "100 features, 100 images")
ax.legend(loc="lower left")
ax.set(xlabel="features (log scale)", ylabel="squared error (log scale)")
plt.show()
# --8<-- [end:figure]
few, fits = min(test[:5]), counts.index(100)
assert train[fits:].max() < 1e-8, "100 features fit 100 images exactly"
assert test.argmax() == fits, "the worst net has as many features as images"
assert test[-1] < 0.8 * few, "3,000 features beat all numbers up to 60"
assert ridge[fits] < 1.3 * ridge.min(), (
    "with ridge 100 features come within 30 % of the best number"
)
assert ridge[fits] < 1.3 * test.min(), (
    "100 features with ridge come within 30 % of the best without"
)
