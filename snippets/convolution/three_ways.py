"""A convolution layer by loops, by unfold, by torch; and what a flip does."""

# --8<-- [start:loop]
import numpy as np
import torch
import torch.nn.functional as F

def correlate(x, w):  # one image (h, w), one kernel: no padding, stride 1
    rows, cols = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    z = x.new_zeros(rows, cols)
    for i in range(rows):
        for j in range(cols):
            z[i, j] = (x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum()
    return z

torch.manual_seed(0)
x = torch.randn(3, 9, 7, dtype=torch.float64)  # (in channels, h, w)
w = torch.randn(2, 3, 3, 2, dtype=torch.float64)  # (out, in, kh, kw)
b = torch.randn(2, dtype=torch.float64)  # one bias for each map
maps = [[correlate(x[c], w[o, c]) for c in range(3)] for o in range(2)]
z = torch.stack([sum(maps[o]) + b[o] for o in range(2)])
print(tuple(z.shape))
# --8<-- [end:loop]
# --8<-- [start:torch]
by_torch = F.conv2d(x[None], w, b)[0]
columns = F.unfold(x[None], kernel_size=(3, 2))[0]  # every window as a column
by_matrix = w.flatten(1) @ columns + b[:, None]  # one matrix product
print(tuple(columns.shape), tuple(by_matrix.shape))
print(torch.allclose(z, by_torch))
print(torch.allclose(z.flatten(1), by_matrix))
# --8<-- [end:torch]
# --8<-- [start:echo]
claps = np.array([3, 0, 0, 1])  # loudness at times 0 to 3
room = np.array([4, 2, 1])  # the echo of one clap: at once, later, last
print(np.convolve(claps, room), np.correlate(claps, room, "full"))
signal = torch.tensor(claps)[None, None]
flipped = torch.tensor(room).flip(0)[None, None]
print(F.conv1d(signal, flipped, padding=2).flatten().tolist())
# --8<-- [end:echo]
# --8<-- [start:match]
pattern = np.array([1, 3, -2])
signal = np.array([-2, 3, 1, 0, 1, 3, -2])  # mirrored first, as it is last
print("correlate", np.correlate(signal, pattern, "valid"))
print("convolve ", np.convolve(signal, pattern, "valid"))
# --8<-- [end:match]
assert torch.allclose(z, by_torch), "loops and F.conv2d compute the same"
assert torch.allclose(z.flatten(1), by_matrix), (
    "one matrix product of unfolded windows computes the same")
assert np.correlate(signal, pattern, "valid").argmax() == 4, (
    "cross-correlation is largest at the copy of the pattern")
assert np.convolve(signal, pattern, "valid").argmax() == 0, (
    "convolution is largest at the mirror image of the pattern")
