"""By default a board of windows keeps the last point of a line."""

# --8<-- [start:board]
def line(windows, win, name, point, update=None):
    if update is None or (update == "append" and win not in windows):
        windows[win] = {}  # a new plot: what was there is gone
    if win not in windows:
        return  # there is nothing to replace
    if update == "replace" or name not in windows[win]:
        windows[win][name] = []  # this line begins anew
    windows[win][name].append(point)
# --8<-- [end:board]


# --8<-- [start:compare]
def shown(update):
    windows = {}
    for epoch in range(5):
        line(windows, "loss", "train", epoch, update)
        line(windows, "loss", "val", epoch, update)
    return windows.get("loss", {})


for update in (None, "append", "replace"):
    points = {name: len(p) for name, p in shown(update).items()}
    print(f"update={update!s:8}", points)
# --8<-- [end:compare]

assert shown(None) == {"val": shown("append")["val"][-1:]}, \
    "by default only the last point of the last line is left"
assert [len(p) for p in shown("append").values()] == [5, 5], \
    "with append both lines have all 5 points"
assert shown("replace") == {}, "replace makes no window"
