"""torchvision's transforms: which type and how many channels they expect."""

# --8<-- [start:to-tensor]
import torch
from torchvision import transforms
from torchvision.transforms import v2

x = torch.full((1, 4, 4), 255, dtype=torch.uint8)
try:
    transforms.ToTensor()(x)  # wrong: it is one already
except TypeError as error:
    print(error)
to_dtype = v2.functional.to_dtype
x = to_dtype(x, torch.float32, scale=True)  # right
print(x.max().item())
# --8<-- [end:to-tensor]

# --8<-- [start:channels]
Normalize = transforms.Normalize
try:
    Normalize([0.5] * 3, [0.25] * 3)(x)  # wrong: x is grey
except RuntimeError as error:
    print(error)
to_grey = Normalize([0.5], [0.25])
grey = to_grey(x)  # right
print(grey.max().item())
# --8<-- [end:channels]

# --8<-- [start:float]
image = (255 * x).to(torch.uint8)
try:
    to_grey(image)  # wrong: bytes
except TypeError as error:
    print(error)
scaled = to_grey(image / 255)  # right
print(scaled.max().item())
# --8<-- [end:float]
assert x.max() == 1, "255 becomes 1"
assert grey.max() == 2, "one mean for one channel"
assert scaled.equal(grey), "bytes divided by 255 are the same floats"
