"""`F.unfold` turns each image into a matrix whose columns are its windows.
Flatten each kernel into a row of the same order, multiply, add the bias to
each map, and give the windows their two axes back.

Difficulty 2 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
import torch.nn.functional as F
# --8<-- [end:given]
# --8<-- [start:stub]
def conv(x, W, b, stride, padding):  # W: (out, c, kh, kw), b: (out,)
    ...  # your code: F.unfold and one matrix product, no F.conv2d
# --8<-- [end:stub]
# --8<-- [start:solution]
def conv(x, W, b, stride, padding):
    out, _, kh, kw = W.shape
    columns = F.unfold(x, (kh, kw), stride=stride, padding=padding)
    z = W.flatten(1) @ columns + b[:, None]
    rows = (x.shape[2] + 2 * padding - kh) // stride + 1
    return z.reshape(len(x), out, rows, -1)
# --8<-- [end:solution]
# --8<-- [start:wrong-bias]
# gets: the bias is missing: one number for each map
def conv(x, W, b, stride, padding):
    out, _, kh, kw = W.shape
    columns = F.unfold(x, (kh, kw), stride=stride, padding=padding)
    z = W.flatten(1) @ columns
    rows = (x.shape[2] + 2 * padding - kh) // stride + 1
    return z.reshape(len(x), out, rows, -1)
# --8<-- [end:wrong-bias]
# --8<-- [start:wrong-axes]
# gets: reshape moves no axes: bring the maps before the windows first
def conv(x, W, b, stride, padding):
    out, _, kh, kw = W.shape
    columns = F.unfold(x, (kh, kw), stride=stride, padding=padding)
    z = columns.transpose(1, 2) @ W.flatten(1).T + b
    rows = (x.shape[2] + 2 * padding - kh) // stride + 1
    return z.reshape(len(x), out, rows, -1)
# --8<-- [end:wrong-axes]
# --8<-- [start:wrong-height]
# gets: the maps have another height and width: see the output size
def conv(x, W, b, stride, padding):
    out, _, kh, kw = W.shape
    columns = F.unfold(x, (kh, kw), stride=stride, padding=padding)
    z = W.flatten(1) @ columns + b[:, None]
    width = (x.shape[3] + 2 * padding - kw) // stride + 1
    return z.reshape(len(x), out, width, -1)
# --8<-- [end:wrong-height]
# --8<-- [start:wrong-flip]
# gets: torch does not turn the kernel: this is a true convolution
def conv(x, W, b, stride, padding):
    out, _, kh, kw = W.shape
    columns = F.unfold(x, (kh, kw), stride=stride, padding=padding)
    z = W.flip(2, 3).flatten(1) @ columns + b[:, None]
    rows = (x.shape[2] + 2 * padding - kh) // stride + 1
    return z.reshape(len(x), out, rows, -1)
# --8<-- [end:wrong-flip]
# --8<-- [start:wrong-order]
# gets: the weights stand in another order than the pixels of a column
def conv(x, W, b, stride, padding):
    out, _, kh, kw = W.shape
    columns = F.unfold(x, (kh, kw), stride=stride, padding=padding)
    z = W.permute(0, 2, 3, 1).flatten(1) @ columns + b[:, None]
    rows = (x.shape[2] + 2 * padding - kh) // stride + 1
    return z.reshape(len(x), out, rows, -1)
# --8<-- [end:wrong-order]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for stride, padding in ((1, 0), (2, 1), (3, 2)):
    x = torch.randn(2, 3, 9, 14, dtype=torch.float64)
    W = torch.randn(4, 3, 3, 2, dtype=torch.float64)
    b = torch.randn(4, dtype=torch.float64)
    wanted = F.conv2d(x, W, b, stride, padding)
    found = conv(x, W, b, stride, padding)
    assert found is not None, "return the maps, (n, out, height, width)"
    assert found.shape == wanted.shape, (
        "the maps have another height and width: see the output size")
    assert not torch.allclose(found, F.conv2d(x, W, None, stride, padding)), (
        "the bias is missing: one number for each map")
    turned = F.conv2d(x, W.flip(2, 3), b, stride, padding)
    assert not torch.allclose(found, turned), (
        "torch does not turn the kernel: this is a true convolution")
    mixed = wanted.flatten(2).transpose(1, 2).reshape(found.shape)
    assert not torch.allclose(found, mixed), (
        "reshape moves no axes: bring the maps before the windows first")
    assert torch.allclose(found, wanted), (
        "the weights stand in another order than the pixels of a column")
print("solved")
# --8<-- [end:checker]
