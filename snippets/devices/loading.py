"""A DataLoader asks for samples one by one; an index asks once a batch."""

# --8<-- [start:set-up]
import torch
from torch.utils.data import DataLoader, Dataset, default_collate

device = "cuda" if torch.cuda.is_available() else "cpu"
calls = {"__getitem__": 0, "collate": 0, "index": 0}
# --8<-- [end:set-up]
# --8<-- [start:samples]

class Samples(Dataset):
    def __init__(self, x):
        self.x = x

    def __len__(self):
        return len(self.x)

    def __getitem__(self, k):
        calls["__getitem__"] += 1
        return self.x[k]


def collate(batch):
    calls["collate"] += 1
    return default_collate(batch)


# --8<-- [end:samples]
# --8<-- [start:count]
torch.manual_seed(0)
x = torch.randn(600, 5)
loader = DataLoader(Samples(x), 64, shuffle=True, collate_fn=collate)
total = sum(len(batch.to(device)) for batch in loader)
x = x.to(device)  # all of it, once
for rows in torch.randperm(len(x)).to(device).split(64):
    calls["index"] += 1
    total -= len(x[rows])
print(*(f"{name}: {n}" for name, n in calls.items()), sep=", ")
# --8<-- [end:count]

assert calls["__getitem__"] == 600, "the data set is asked 600 times an epoch"
assert calls["collate"] == calls["index"] == 10, "ten batches need ten " \
    "indices"
assert total == 0, "both give every sample"
