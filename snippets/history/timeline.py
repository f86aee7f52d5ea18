"""Eighty years of neural networks on one line, to scale."""

# --8<-- [start:list]
import matplotlib.pyplot as plt

events = [
    (1943, "threshold units"), (1958, "perceptron"),
    (1969, "ReLU; limits of perceptrons"), (1970, "reverse mode"),
    (1974, "Werbos's thesis"), (1980, "neocognitron"),
    (1982, "Hopfield net"), (1986, "backpropagation made known"),
    (1989, "convolution reads digits"),
    (1997, "LSTM"), (2006, "layers pretrained one by one"),
    (2010, "Xavier's start"), (2012, "AlexNet; dropout"),
    (2014, "Adam; attention"), (2015, "batch norm; ResNet"),
    (2017, "transformer"), (2018, "BERT"), (2020, "vision transformer"),
]
gaps = [b - a for (a, _), (b, _) in zip(events, events[1:])]
print("longest gap:", max(gaps), "years; after 2010 at most", max(gaps[11:]))
# --8<-- [end:list]
# --8<-- [start:figure]
fig, ax = plt.subplots(figsize=(4.5, 5.4))
for row, (year, text) in enumerate(events):
    level = 1943 + 77 * row / (len(events) - 1)  # rows, evenly spread
    x, y = [0, 1, 5, 6], [year, year, level, level]
    ax.plot(x, y, "-", color="gray", lw=0.8)
    ax.plot(0, year, "o", color="C0", ms=4)
    ax.text(6.5, level, f"{year}  {text}", va="center", fontsize="medium")
ax.set(xlim=(-1, 32), ylim=(2022, 1941), ylabel="year", xticks=[])
for side in ("top", "right", "bottom"):
    ax.spines[side].set_visible(False)
fig.tight_layout()
plt.show()
# --8<-- [end:figure]

assert max(gaps) == 15, "the longest gap is 15 years"
assert max(gaps[11:]) == 2, "after 2010 no gap is longer than 2 years"
