"""Eight stations of a project, each drawn behind all that it stands on."""

# --8<-- [start:stations]
import matplotlib.pyplot as plt

stations = {  # station → the stations that it stands on
    "chain rule": [], "model": [], "data": [],
    "autograd": ["chain rule", "model"], "training": ["autograd", "data"],
    "holding back": ["training"], "watching": ["training"],
    "device": ["training"],
}
level = {}
for name, under in stations.items():
    level[name] = 1 + max((level[other] for other in under), default=0)
# --8<-- [end:stations]
# --8<-- [start:picture]
fig, ax = plt.subplots(figsize=(4.5, 2.6), layout="constrained")
box = {"boxstyle": "round,pad=0.4", "facecolor": "none", "edgecolor": "C0"}
place, arrow = {}, {"arrowstyle": "->", "color": "gray"}
for number, (name, under) in enumerate(stations.items(), 1):
    row = [other for other in level if level[other] == level[name]]
    y = (len(row) - 1) / 2 - row.index(name)
    place[name] = ax.text(level[name], y, f"{number}\n{name}", ha="center",
                          va="center", bbox=box)
    for other in under:
        ax.annotate("", place[name].get_position(),
                    place[other].get_position(), arrowprops=arrow | {
                        "patchA": place[other].get_bbox_patch(),
                        "patchB": place[name].get_bbox_patch()})
ax.set(xlim=(0.5, 4.5), ylim=(-1.5, 1.5))
ax.axis("off")
plt.show()
# --8<-- [end:picture]

assert level["training"] == 3, "training is two steps behind the chain rule"
assert all(level[other] < level[name] for name, under in stations.items()
           for other in under), "each station stands behind what it needs"
