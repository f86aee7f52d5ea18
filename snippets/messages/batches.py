"""A batch needs tensors of one size; a DataLoader says what it was given."""

# --8<-- [start:collate]
import torch
from torch.utils.data import DataLoader
from torchvision.transforms import v2

images = [v2.functional.to_pil_image(torch.zeros(1, 8, 8))] * 4
loader = DataLoader(images, batch_size=2)
try:
    next(iter(loader))  # wrong: pictures, no tensors
except TypeError as error:
    print(error)
images[:] = [v2.functional.pil_to_tensor(i) for i in images]
batch = next(iter(loader))  # right: tensors
print(len(loader), tuple(batch.shape))
# --8<-- [end:collate]

# --8<-- [start:stack]
texts = [torch.tensor([1, 2, 3]), torch.tensor([4, 5, 6, 7])]
loader = DataLoader(texts, len(texts))
try:
    next(iter(loader))  # wrong: two lengths
except RuntimeError as error:
    print(error)
pad = torch.nn.utils.rnn.pad_sequence
loader = DataLoader(texts, len(texts), collate_fn=pad)
padded = next(iter(loader))  # right
print(padded.tolist())  # (positions, batch)
# --8<-- [end:stack]
assert batch.shape == (2, 1, 8, 8), "pictures as tensors make a batch"
assert padded[-1].tolist() == [0, 7], "the shorter text is filled with 0"
