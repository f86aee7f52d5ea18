"""A clock that does not wait for the device times the handing out."""

# --8<-- [start:queue]
import matplotlib.pyplot as plt


def run(steps, launch, work, wait):
    cpu = device_free = 0  # when each is free again
    spans = []
    for step in range(steps):
        handed = cpu + launch  # the CPU hands out an operation
        begin = max(handed, device_free)  # the device takes one at a time
        device_free = begin + work
        spans.append((cpu, begin))
        cpu = device_free if wait else handed
    return cpu, device_free, spans
# --8<-- [end:queue]
# --8<-- [start:compare]
cases = {  # handing out, working, waiting after each
    "large operations": (1, 4, False),
    "large, waiting": (1, 4, True),
    "small operations": (4, 1, False),
}
steps, clock, ready, busy = 6, {}, {}, {}
fig, axes = plt.subplots(3, figsize=(4.5, 3.6), sharex=True,
                         layout="constrained")
print(f"{'':16}  clock  ready  busy")
for ax, (name, (launch, work, wait)) in zip(axes, cases.items()):
    clock[name], ready[name], spans = run(steps, launch, work, wait)
    busy[name] = steps * work / ready[name]
    print(f"{name:16} {clock[name]:6} {ready[name]:6} {busy[name]:5.0%}")
    ax.broken_barh([(c, launch) for c, _ in spans], (1, 0.8), color="C0",
                   edgecolor="gray")
    ax.broken_barh([(b, work) for _, b in spans], (0, 0.8), color="C1",
                   edgecolor="gray")
    ax.set(title=name, yticks=(0.4, 1.4), yticklabels=("device", "CPU"))
axes[-1].set_xlabel("time, in ticks")
plt.show()
# --8<-- [end:compare]

large, waiting, small = cases
assert clock[large] < ready[large] / 2, "a clock that does not wait shows " \
    "less than half of the time"
assert ready[waiting] > ready[large], "waiting after each step takes longer"
assert busy[small] < 0.3 < 0.9 < busy[large], "small operations leave the " \
    "device idle most of the time, large ones keep it busy"
