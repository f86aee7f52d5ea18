"""A line for each epoch, written when it happens, is there after a crash."""

# --8<-- [start:log]
import io
import json


def train(log):
    for epoch in range(9):
        row = {"epoch": epoch, "train": 2 / (1 + epoch),
               "val": 2 / (1 + epoch) + 0.05 * epoch}
        log.write(json.dumps(row) + "\n")
        log.flush()  # out of this program's hands
        if epoch == 4:
            raise RuntimeError("the battery is empty")


log = io.StringIO()  # in memory; on disk it is open(path, "a")
try:
    train(log)
except RuntimeError as error:
    print("RuntimeError:", error)
# --8<-- [end:log]
# --8<-- [start:read]
rows = [json.loads(line) for line in log.getvalue().splitlines()]
print(len(rows), "lines, the last:", rows[-1])
# --8<-- [end:read]
# --8<-- [start:figure]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.5, 2.4), layout="constrained")
for name, form in ("train", "-"), ("val", "--"):
    ax.plot([row[name] for row in rows], form, color="C0", label=name)
ax.set(xlabel="epoch", ylabel="loss", xticks=range(len(rows)))
ax.legend()
file = io.BytesIO()  # in memory; on disk it is a path
fig.savefig(file, format="png", dpi=150)
print("a file of the kind", file.getvalue()[1:4].decode())
plt.show()
# --8<-- [end:figure]

for name in ("train", "val"):
    told = [2 / (1 + epoch) + 0.05 * epoch * (name == "val")
            for epoch in range(5)]
    assert [row[name] for row in rows] == told, \
        "after a crash in the fifth epoch five lines are read back"
assert file.getvalue()[1:4].decode() == "PNG", "the figure is kept as a PNG"
