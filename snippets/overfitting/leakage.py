"""Three leaks score noise far above chance; a fourth changes little."""

# --8<-- [start:coins]
import numpy as np
from sklearn.datasets import load_iris
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(0)
answers = rng.integers(2, size=100)  # a test set of 100 items
coins = rng.integers(2, size=(1000, 100))  # 1,000 models that only guess
best = (coins == answers).mean(axis=1).max()
print(f"best of 1,000 coins on the test set: {best:.2f}")
# --8<-- [end:coins]
# --8<-- [start:features]
leak, honest = [], []
for draw in range(10):
    x = rng.standard_normal((60, 5000))  # pure noise
    y = rng.permutation(60) % 2  # labels that have nothing to do with x
    chosen = SelectKBest(k=20).fit_transform(x, y)  # wrong: saw all labels
    model = LogisticRegression()
    leak.append(cross_val_score(model, chosen, y, cv=5).mean())
    model = make_pipeline(SelectKBest(k=20), model)  # chooses in each fold
    honest.append(cross_val_score(model, x, y, cv=5).mean())
leak, honest = np.mean(leak), np.mean(honest)
print(f"features chosen on all: {leak:.2f}, inside each fold: {honest:.2f}")
# --8<-- [end:features]
# --8<-- [start:duplicates]
x, y = rng.standard_normal((300, 64)), rng.integers(10, size=300)
scores = []
for data in (x, y), (np.tile(x, (2, 1)), np.tile(y, 2)):  # once, then twice
    a, b, ya, yb = train_test_split(*data, test_size=0.25, random_state=0)
    scores.append(KNeighborsClassifier(1).fit(a, ya).score(b, yb))
print("every sample once: {:.2f}, twice: {:.2f}".format(*scores))
# --8<-- [end:duplicates]
# --8<-- [start:scaler]
x, y = load_iris(return_X_y=True)
model = KNeighborsClassifier()
before = cross_val_score(model, StandardScaler().fit_transform(x), y).mean()
model = make_pipeline(StandardScaler(), model)  # fits on training parts only
inside = cross_val_score(model, x, y).mean()
print(f"scaled before the split: {before:.3f}, inside each fold: {inside:.3f}")
# --8<-- [end:scaler]
assert best > 0.6, "the luckiest coin has over 60 of 100 answers right"
assert chosen.shape == (60, 20), "20 features are kept for each of 60 samples"
assert leak > 0.8, "features chosen on all labels score above 80 % on noise"
assert abs(honest - 0.5) < 0.12, (
    "features chosen inside each fold score near chance on noise"
)
assert data[0].shape == (600, 64), "each of 300 samples is there twice"
assert len(set(data[1])) == 10, "with ten labels chance is 10 %"
assert scores[0] < 0.25, "with each sample once, noise scores near 10 %"
assert scores[1] > 0.55, "with each sample twice, most answers are right"
assert abs(before - inside) < 0.02, (
    "scaling before the split changes the score by less than two points"
)
