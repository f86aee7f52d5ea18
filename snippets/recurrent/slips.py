"""Two slips: the axes exchanged in silence, and a state that drags a graph."""

# --8<-- [start:axes]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(5, 7, 3).double()  # five samples of seven steps
moved = x.clone()
moved[1] += 1  # only the second sample changes
touched = {}
for batch_first in (True, False):
    rnn = nn.RNN(3, 4, batch_first=batch_first).double()
    gap = (rnn(moved)[0] - rnn(x)[0]).abs().amax((1, 2))  # for each sample
    touched[batch_first] = [k for k in range(5) if gap[k] > 1e-6]
    print(f"batch_first={batch_first}: output {tuple(rnn(x)[0].shape)},",
          "samples that change:", *touched[batch_first])
# --8<-- [end:axes]
# --8<-- [start:state]
def carry(cut):
    h, text = torch.zeros(1, 1, 4).double(), torch.randn(1, 12, 3).double()
    parts = text.split(4, dim=1)  # a long text, bit by bit
    for part in parts:
        outputs, h = rnn(part, h.detach() if cut else h)
        outputs.square().sum().backward()
    return len(parts)


rnn = nn.RNN(3, 4, batch_first=True).double()
try:
    carry(cut=False)
except RuntimeError as error:
    message = str(error)
    print(message.split(" (")[0])
print("detached:", carry(cut=True), "parts read")
# --8<-- [end:state]

assert touched[True] == [1], "with batch_first samples are apart"
assert touched[False] == [1, 2, 3, 4], "without it one sample changes others"
assert "backward through the graph a second time" in message, "a state that " \
    "is carried over drags the old graph along"
