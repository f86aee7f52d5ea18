"""A board keeps all that it is told, and shows of a long curve a part."""

# --8<-- [start:write]
import tempfile

import torch
from tensorboard.backend.event_processing.event_accumulator import (
    EventAccumulator)
from torch.utils.tensorboard import SummaryWriter


def write(folder):
    with SummaryWriter(folder) as writer:
        for epoch in range(4):
            writer.add_scalar("loss/train", 1 / (epoch + 1), epoch)
            writer.add_scalar("loss/val", 1 / (epoch + 1) + 0.1, epoch)
        writer.add_scalar("loss/val", 9, 3)  # the same step again
        for step in range(500):
            writer.add_scalar("norm", 50 if step == 200 else 1, step)
        writer.add_histogram("weights", torch.eye(8))
        writer.add_image("digit", torch.eye(8)[None])
        writer.add_text("note", "the first run")
# --8<-- [end:write]


# --8<-- [start:read]
with tempfile.TemporaryDirectory() as folder:  # yours: runs/first
    write(folder)
    events = EventAccumulator(folder).Reload()
    kinds = {kind for kind, tags in events.Tags().items() if tags}
    print("kept:", *sorted(kinds))
    few = EventAccumulator(folder, {"scalars": 50}).Reload()
for tag in "loss/train", "loss/val":
    points = events.Scalars(tag)
    print(f"{tag:10}", ", ".join(f"{p.step}: {p.value:.2f}" for p in points))
for reader in events, few:
    norms = [point.value for point in reader.Scalars("norm")]
    print(f"norm: {len(norms)} points, the largest {max(norms):.0f}")
# --8<-- [end:read]

assert [p.value for p in events.Scalars("loss/train")][:2] == [1, 0.5], \
    "what is read back is what was written"
assert [p.step for p in events.Scalars("loss/val")] == [0, 1, 2, 3, 3], \
    "a step that is told twice is kept twice"
assert events.Scalars("loss/train")[2].value != 1 / 3, \
    "a value is kept with fewer digits than Python's"
assert kinds >= {"scalars", "histograms", "images", "tensors"}, \
    "numbers, a histogram, an image and a text are in one file"
assert len(few.Scalars("norm")) == 50, "a reader with room for 50 keeps 50"
assert max(p.value for p in few.Scalars("norm")) == 1, \
    "a spike of one step in 500 is lost where 50 points are kept"
