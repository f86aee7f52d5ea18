"""50,000 images to learn from, 10,000 to choose by, 10,000 to report."""

# --8<-- [start:parts]
import torch
from torch.utils.data import DataLoader, Subset, random_split
from torchvision.datasets import MNIST
from torchvision.transforms import v2

to_tensor = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])
full = MNIST("data", train=True, download=True, transform=to_tensor)
test = MNIST("data", train=False, download=True, transform=to_tensor)
generator = torch.Generator().manual_seed(0)  # the same split in every run
train, val = random_split(full, [50_000, 10_000], generator=generator)
print("sizes:", len(train), len(val), len(test))
print("in both parts:", len(set(train.indices) & set(val.indices)))
print("the files together:", full.data.shape, test.data.shape)
# --8<-- [end:parts]
# --8<-- [start:loaders]
torch.manual_seed(0)  # of the order and of the shifts
shift = v2.Compose([to_tensor, v2.RandomAffine(0, translate=(0.1, 0.1))])
shifted = MNIST("data", train=True, transform=shift)
train = Subset(shifted, train.indices)  # only the training part is shifted

train_loader = DataLoader(train, batch_size=64, shuffle=True)
val_loader = DataLoader(val, batch_size=1000)  # in order, no shuffle
test_loader = DataLoader(test, batch_size=1000)
device = "cuda" if torch.cuda.is_available() else "cpu"
images, labels = (part.to(device) for part in next(iter(val_loader)))
print(images.shape, labels.shape)
print("batches:", len(train_loader), len(val_loader), len(test_loader))
# --8<-- [end:loaders]
# --8<-- [start:no-transform]
raw = MNIST("data", train=True)  # wrong: gives PIL images
try:
    next(iter(DataLoader(raw, batch_size=64)))
except TypeError as error:
    print(str(error).split(";")[0])
# --8<-- [end:no-transform]
assert len(train) == 50_000, "50,000 images are in the training part"
assert len(val) == len(test) == 10_000, "10,000 images are in each other part"
both = set(train.indices), set(val.indices)
assert not both[0] & both[1], "no image is in both parts"
assert len(both[0] | both[1]) == 60_000, "each image is in one of the parts"
assert images.shape == (1000, 1, 28, 28), "a batch holds 1,000 grey images"
assert images.max() == 1, "pixels lie between 0 and 1"
assert test_loader.batch_size == len(images), "test batches hold 1,000 too"
same = torch.Generator().manual_seed(0)
again, _ = random_split(full, [50_000, 10_000], generator=same)
assert again.indices == train.indices, "a generator makes the split repeatable"
assert shifted.data.equal(full.data), "the shifted set has the same images"
first, second = (next(iter(train_loader))[1] for _ in range(2))
assert not first.equal(second), "training images come in a new order each time"
dots = torch.zeros(1, 280, 280)
dots[0, 40, 40] = dots[0, 240, 240] = 1
start = dots[0].nonzero()
moved = torch.stack([shift(dots)[0].nonzero() - start for _ in range(50)])
assert moved[:, 0].equal(moved[:, 1]), "training images are not turned"
assert moved.abs().max() <= 28, "images are shifted by a tenth at most"
