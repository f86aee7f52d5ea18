"""Each task has its loss, and each loss its target's shape and type."""
# --8<-- [start:quiz]
import torch
from torch import nn

logits, y = torch.zeros(8, 10), torch.arange(8)
print(f"{nn.CrossEntropyLoss()(logits, y):.4f}")
print(f"{nn.CrossEntropyLoss()(logits + 7, y):.4f}")
# --8<-- [end:quiz]

# --8<-- [start:table]
bce, ce = nn.BCEWithLogitsLoss(), nn.CrossEntropyLoss()
number, classes = torch.zeros(8, 1), torch.zeros(8, dtype=torch.long)
tasks = {"a number": (nn.MSELoss(), (8, 1), number),
         "yes or no": (bce, (8, 1), number),
         "any of 3 tags": (bce, (8, 3), torch.zeros(8, 3)),
         "one of 3": (ce, (8, 3), classes),
         "one of 3, 5 times": (ce, (8, 3, 5), torch.zeros(8, 5).long())}
first = []
for task, (loss_of, shape, y) in tasks.items():
    first.append(loss_of(torch.zeros(shape), y).item())
    kind = str(y.dtype).removeprefix("torch.")
    print(f"{task:17} {shape!s:9} target {tuple(y.shape)!s:6} {kind:7}",
          f"loss {first[-1]:.4f}")
# --8<-- [end:table]

# --8<-- [start:errors]
wrong = {"class 3 of 0, 1, 2": (ce, torch.full((8,), 3)),
         "classes as (8, 1)": (ce, torch.ones(8, 1).long()),
         "labels as integers": (bce, torch.ones(8, 3).long()),
         "classes as floats": (ce, torch.ones(8))}
for name, (loss_of, y) in wrong.items():
    try:
        loss_of(torch.zeros(8, 3), y)
    except (RuntimeError, IndexError) as error:
        text = str(error)
        if y.is_floating_point():  # its other words change with the version
            text = " … ".join(w for w in ("Long", "Float") if w in text)
        print(f"{name}: {text}")
# --8<-- [end:errors]
places = nn.Linear(4, 3)(torch.zeros(8, 5, 4))
assert places.shape == (8, 5, 3), "at 5 places nn.Linear returns (N, 5, K)"
column = wrong["classes as (8, 1)"][1]
assert column.shape == (8, 1), "the target named (8, 1) is a column of 8"
log = torch.log(torch.tensor([2.0, 3.0, 10.0]))
assert abs(ce(logits, torch.arange(8)) - log[2]) < 1e-6, (
    "equal logits for 10 classes have a loss of ln 10"
)
assert abs(first[1] - log[0]) < 1e-6, "for yes or no the first loss is ln 2"
assert abs(first[3] - log[1]) < 1e-6, "for one of three the first loss is ln 3"
