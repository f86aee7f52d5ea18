"""The last step of a padded batch is the last step of the padding."""

# --8<-- [start:padded]
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

letters = " abcdefghijklmnopqrstuvwxyz"


def encode(name):
    code = torch.tensor([letters.index(c) for c in name])
    return F.one_hot(code, len(letters)).double()  # (length, letters)


torch.manual_seed(0)
gru = nn.GRU(len(letters), 3, batch_first=True).double()
names = ("red", "burnt umber")
lengths = torch.tensor([len(name) for name in names])
x = pad_sequence([encode(name) for name in names], batch_first=True)
states = gru(x)[0]  # (2, 11, 3)
alone = gru(encode("red")[None])[0][0, -1]
print("red alone:       ", *(f"{v:6.3f}" for v in alone))
print("red, last step:  ", *(f"{v:6.3f}" for v in states[0, -1]))
# --8<-- [end:padded]
# --8<-- [start:right]
taken = states[torch.arange(2), lengths - 1]  # each name's own last step
packed = pack_padded_sequence(x, lengths, batch_first=True,
                              enforce_sorted=False)
last = gru(packed)[1][0]
print("red, step 3:     ", *(f"{v:6.3f}" for v in taken[0]))
print("red, packed:     ", *(f"{v:6.3f}" for v in last[0]))
# --8<-- [end:right]

assert (states[0, -1] - alone).abs().max() > 0.05, "the last step of a " \
    "padded batch is not the last letter's"
assert torch.allclose(taken[0], alone), "the step at length - 1 is"
assert torch.allclose(last, taken), "a packed batch gives the same states"
