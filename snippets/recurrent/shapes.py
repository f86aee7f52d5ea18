"""One recurrent rule serves four shapes of task."""

# --8<-- [start:read]
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
letters, hidden = 30, 16
code = torch.randint(letters, (8, 6))  # eight names of six letters
x = F.one_hot(code, letters).float()  # (8, 6, 30)
reader = nn.GRU(letters, hidden, batch_first=True)
states, last = reader(x)  # (8, 6, 16), (1, 8, 16)
colour = nn.Linear(hidden, 3)(last[0])
print("many to one:   ", tuple(x.shape), "->", tuple(colour.shape))
logits = nn.Linear(hidden, letters)(states)
print("equal lengths: ", tuple(x.shape), "->", tuple(logits.shape))
# --8<-- [end:read]
# --8<-- [start:write]
writer, head = nn.GRUCell(letters, hidden), nn.Linear(hidden, letters)


def write(h, length):
    x_t, written = torch.zeros(len(h), letters), []
    for _ in range(length):
        h = writer(x_t, h)
        x_t = F.one_hot(head(h).argmax(1), letters).float()
        written.append(x_t)  # what was written is read next
    return torch.stack(written, 1)


rgb = torch.rand(8, 3)
name = write(nn.Linear(3, hidden)(rgb), length=7)
print("one to many:   ", tuple(rgb.shape), "->", tuple(name.shape))
other = write(last[0], length=4)
print("read, then write:", tuple(x.shape), "->", tuple(other.shape))
# --8<-- [end:write]

assert colour.shape == (8, 3), "many to one gives one answer for each sequence"
assert logits.shape == x.shape, "equal lengths give one answer for each step"
assert name.shape == (8, 7, 30), "one to many makes a sequence of seven steps"
assert other.shape == (8, 4, 30), "a reader and a writer need no equal lengths"
