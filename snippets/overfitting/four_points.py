"""A cubic through four noisy points fits them exactly and fails on a fifth."""

# --8<-- [start:four-points]
import numpy as np

x = np.array([0.0, 1.0, 2.0, 3.0])
y = np.array([0.0, 2.0, 1.0, 3.0])  # the rule y = x, two errors of 1
for degree in 1, 3:
    w = np.polyfit(x, y, degree)
    train = np.mean((np.polyval(w, x) - y) ** 2)
    print(f"degree {degree}: training error {train:.2f}", end=", ")
    print(f"at 4 it says {np.polyval(w, 4):.1f}")
# --8<-- [end:four-points]

line, cubic = np.polyfit(x, y, 1), np.polyfit(x, y, 3)
errors = np.polyval(line, x) - y
missed = [0.3, -0.9, 0.9, -0.3]
assert np.allclose(errors, missed), "the line misses each point by less than 1"
assert np.allclose(np.polyval(cubic, x), y), (
    "the cubic passes through each point"
)
assert abs(np.polyval(line, 4) - 3.5) < 1e-9, "at 4 the line says 3.5"
assert abs(np.polyval(cubic, 4) - 14) < 1e-9, "at 4 the cubic says 14, not 4"
