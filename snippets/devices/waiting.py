"""What needs a number must wait for it; meta, which has none, refuses it."""

# --8<-- [start:asks]
import torch

loss = torch.zeros((), device="meta")  # a shape, no number
x = torch.zeros(8, device="meta")
lines = {
    "loss + 1": lambda: loss + 1,
    "loss > 1": lambda: loss > 1,
    "x.argmax()": lambda: x.argmax(),
    "x.where(x > 0, 0)": lambda: x.where(x > 0, 0),
    "loss.item()": lambda: loss.item(),
    "float(loss)": lambda: float(loss),
    "if loss > 1": lambda: bool(loss > 1),
    "x.tolist()": lambda: x.tolist(),
    "x[x > 0]": lambda: x[x > 0],
    "x.nonzero()": lambda: x.nonzero(),
}
waits = {}
for line, ask in lines.items():
    try:
        ask()
        waits[line] = False
    except RuntimeError:
        waits[line] = True
    print(f"{line:18}", "waits" if waits[line] else "runs on")
# --8<-- [end:asks]

assert list(waits.values()) == [False] * 4 + [True] * 6, "what gives a " \
    "tensor of known shape needs no number, what gives numbers or a count does"
