"""An activation has a price: Mish takes several times as long as ReLU."""

# --8<-- [start:time]
import time

import torch
import torch.nn.functional as F

x = torch.linspace(-5, 5, 30_000)
seconds = {}
for f in (torch.relu, F.mish):
    times = []
    for _ in range(50):
        start = time.perf_counter()
        f(x)
        times.append(time.perf_counter() - start)
    seconds[f.__name__] = min(times)  # the run that was disturbed least
ratio = seconds["mish"] / seconds["relu"]
print("Mish takes more than 3 times as long as ReLU:", ratio > 3)
# --8<-- [end:time]

assert (x < 0).double().mean() == 0.5, "half of the inputs are negative"
assert ratio > 3, "Mish takes more than 3 times as long as ReLU on the CPU"
