"""Go through the pairs in order. Each layer is `x @ W.T + b`. What stands
between two layers does not stand behind the last one.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
from torch import nn
# --8<-- [end:given]
# --8<-- [start:stub]
def forward(layers, x):  # layers: pairs (W, b), W: (out, in)
    ...  # your code: ReLU between the layers, without nn
# --8<-- [end:stub]
# --8<-- [start:solution]
def forward(layers, x):
    *hidden, (W, b) = layers
    for V, c in hidden:
        x = (x @ V.T + c).clamp(min=0)
    return x @ W.T + b
# --8<-- [end:solution]
# --8<-- [start:wrong-last]
# gets: the last layer returns logits, negative ones too: no ReLU there
def forward(layers, x):
    for W, b in layers:
        x = (x @ W.T + b).clamp(min=0)
    return x
# --8<-- [end:wrong-last]
# --8<-- [start:wrong-bias]
# gets: the biases are missing: each unit adds its own
def forward(layers, x):
    *hidden, (W, _) = layers
    for V, _ in hidden:
        x = (x @ V.T).clamp(min=0)
    return x @ W.T
# --8<-- [end:wrong-bias]
# --8<-- [start:wrong-linear]
# gets: without ReLU between them the layers are one: put it in
def forward(layers, x):
    for W, b in layers:
        x = x @ W.T + b
    return x
# --8<-- [end:wrong-linear]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)

def theirs(layers, x, act):  # torch's layers, with an activation
    for W, b in layers[:-1]:
        x = act(nn.functional.linear(x, W, b))
    return nn.functional.linear(x, *layers[-1])

for sizes in ((4, 6, 3), (2, 8, 8, 5), (3, 7, 5, 6, 2)):
    own = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
    layers = [(part.weight, part.bias) for part in own]
    x = torch.randn(20, sizes[0]) * 3
    found, wanted = forward(layers, x), theirs(layers, x, torch.relu)
    assert found is not None and found.shape == wanted.shape, (
        "return the logits, (rows, classes)")
    right = torch.allclose(found, wanted, atol=1e-5)
    bare = theirs([(W, 0 * b) for W, b in layers], x, torch.relu)
    assert right or not torch.allclose(found, bare, atol=1e-5), (
        "the biases are missing: each unit adds its own")
    assert right or found.min() < 0, (
        "the last layer returns logits, negative ones too: no ReLU there")
    assert right, "without ReLU between them the layers are one: put it in"
print("solved")
# --8<-- [end:checker]
