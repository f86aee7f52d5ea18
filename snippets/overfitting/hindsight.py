"""What is known only afterwards scores well in the test and fails in use."""

# --8<-- [start:target]
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsRegressor

rng = np.random.default_rng(0)
x = rng.standard_normal((2000, 5))  # what is known when a patient comes in
ill = x.sum(axis=1) + 4 * rng.standard_normal(2000) > 0
drug = ill & (rng.random(2000) < 0.9)  # given later, to nine of ten ill
scores = []
for columns in x, np.column_stack([x, drug]):
    a, b, ya, yb = train_test_split(columns, ill, random_state=0)
    model = LogisticRegression().fit(a, ya)
    scores.append(model.score(b, yb))
b[:, 5] = 0  # in use nobody has been given the drug yet
found = model.predict(b)[yb].mean()  # of the ill
scores.append(model.score(b, yb))
print("without {:.2f}, with the drug {:.2f}, in use {:.2f}".format(*scores),
      f"and {found:.2f} of the ill found")
# --8<-- [end:target]
# --8<-- [start:time]
errors = np.zeros((20, 3))
for run in range(20):
    level = rng.standard_normal(500).cumsum()  # a price, day by day
    day = np.arange(500)[:, None]
    parts = {"shuffled": train_test_split(day, level, random_state=0),
             "later": train_test_split(day, level, shuffle=False)}
    for k, (a, b, ya, yb) in enumerate(parts.values()):
        model = KNeighborsRegressor(2).fit(a, ya)
        errors[run, k] = abs(model.predict(b) - yb).mean()
    errors[run, 2] = abs(ya[-1] - yb).mean()  # the last known price
shuffled, later, last = errors.mean(axis=0)
print(f"days shuffled: off by {shuffled:.1f}, days to come: {later:.1f}",
      f" last price: {last:.1f}")
# --8<-- [end:time]
honest, hindsight, use = scores
assert hindsight > honest + 0.2, "the drug adds over 20 points in the test"
assert use < honest - 0.1, "in use it costs over ten points"
assert found < 0.2, "in use less than a fifth of the ill are found"
assert shuffled < later / 4, (
    "with days shuffled the error is less than a quarter of that on later days"
)
assert later > 0.8 * last, (
    "on later days the error is at least 0.8 of that of the last price"
)
