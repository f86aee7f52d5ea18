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
images = [v2.functional.pil_to_tensor(i) for i in images]
loader = DataLoader(images, batch_size=2)  # right: tensors
batch = next(iter(loader))
print(tuple(batch.shape))
# --8<-- [end:collate]

# --8<-- [start:stack]
texts = [torch.tensor([1, 2, 3]), torch.tensor([4, 5, 6, 7])]
loader = DataLoader(texts, batch_size=2)
try:
    next(iter(loader))  # wrong: two lengths
except RuntimeError as error:
    print(error)
pad = torch.nn.utils.rnn.pad_sequence
loader = DataLoader(texts, 2, collate_fn=pad)  # right
padded = next(iter(loader))
print(tuple(padded.shape))  # (positions, batch)
# --8<-- [end:stack]
assert batch.shape == (2, 1, 8, 8), "pictures as tensors make a batch"
assert padded.shape == (4, 2), "padded to the longest, texts make a batch"
