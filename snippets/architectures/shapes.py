"""What goes in and what comes out, for eleven kinds of tasks."""

# --8<-- [start:nets]
import torch
from torch import nn

torch.manual_seed(0)
image = torch.randn(2, 3, 32, 32)  # two colour images
words = torch.randint(50, (2, 12))  # two texts of 12 tokens
sound = torch.randn(2, 40, 80)  # two spectrograms: 80 steps
conv = nn.Conv2d(3, 8, 3, padding=1)
embed = nn.Embedding(50, 8)
read = nn.GRU(8, 8, batch_first=True)


def states(tokens):
    return read(embed(tokens))[0]  # (batch, length, 8)


# --8<-- [end:nets]
# --8<-- [start:tasks]
outputs = {
    "image: which class": nn.Linear(8, 10)(conv(image).amax((2, 3))),
    "image: boxes": nn.Conv2d(8, 4 + 10, 8, 8)(conv(image)),
    "image: class of each pixel": nn.Conv2d(8, 10, 1)(conv(image)),
    "face: a vector to compare": nn.Linear(8, 16)(conv(image).amax((2, 3))),
    "text: which class": nn.Linear(8, 4)(states(words)[:, -1]),
    "text: tag of each word": nn.Linear(8, 9)(states(words)),
    "text: next word": nn.Linear(8, 50)(states(words)),
    "speech to text": nn.Conv1d(40, 30, 4, 4)(sound),
    "text to speech": nn.ConvTranspose1d(8, 40, 6, 6)(states(words).mT),
    "user and item: score": (embed(words[:, 0]) * embed(words[:, 1])).sum(1),
    "game: value of each move": nn.Linear(4, 3)(torch.randn(2, 4)),
}
for task, out in outputs.items():
    print(f"{task:26} {tuple(out.shape)}")
# --8<-- [end:tasks]

assert outputs["image: class of each pixel"].shape[2:] == image.shape[2:], \
    "each pixel gets its scores"
assert outputs["text: next word"].shape == (2, 12, 50), "each place of a " \
    "text gets a score for each word"
assert outputs["user and item: score"].shape == (2,), "a pair gets one number"
