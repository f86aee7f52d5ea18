"""Steps below half a gap leave no trace, and tiny gradients are zero."""

# --8<-- [start:steps]
import torch

formats = {"float32": torch.float32, "float16": torch.float16,
           "bfloat16": torch.bfloat16}
left, count = {}, {}
for name, dtype in formats.items():
    w = torch.ones((), dtype=dtype)
    for _ in range(1000):
        w = w - 0.001
    left[name] = w.item()
    print(f"1 minus 1,000 times 0.001 in {name}: {left[name]:.3f}")
# --8<-- [end:steps]
# --8<-- [start:count]
for name in ("float16", "bfloat16"):
    ones = torch.ones(4096, dtype=formats[name])
    total = ones[0]
    for one in ones[1:]:
        total = total + one
    count[name] = total.item(), ones.sum().item()
    print(f"{name}: counted {count[name][0]:.0f},",
          f"sum() {count[name][1]:.0f}")
# --8<-- [end:count]
# --8<-- [start:scaling]
g = torch.tensor(1e-8)
lost = g.half().item()
kept = ((g * 2**16).half().float() / 2**16).item()
print(f"1e-8 in float16: {lost}, scaled: {kept:.1e}")
# --8<-- [end:scaling]

assert left["bfloat16"] == 1, "in bfloat16 a thousand steps of 0.001 leave 1"
assert abs(left["float32"]) < 1e-4, "in float32 they leave next to nothing"
assert count["bfloat16"] == (256, 4096), "counting in bfloat16 ends at 256, " \
    "and sum() finds 4096"
assert count["float16"] == (2048, 4096), "counting in float16 ends at 2048"
assert lost == 0 and abs(kept - 1e-8) < 1e-10, "a gradient of 1e-8 is zero " \
    "in float16, and survives if it is scaled"
