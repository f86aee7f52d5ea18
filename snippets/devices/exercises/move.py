"""Ask what the batch is: a tensor, a dictionary, a list or a tuple. For what
a container holds, call `move` again. `type(batch)` makes the same kind anew.

Difficulty 1 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def move(batch, place):  # tensors in dictionaries, lists, tuples
    ...  # your code: the same again, with all its tensors on place
# --8<-- [end:stub]
# --8<-- [start:solution]
def move(batch, place):
    if isinstance(batch, torch.Tensor):
        return batch.to(place)
    if isinstance(batch, dict):
        return {key: move(part, place) for key, part in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(move(part, place) for part in batch)
    return batch
# --8<-- [end:solution]
# --8<-- [start:wrong-kept]
# gets: Tensor.to gives another tensor: keep what it gives
def move(batch, place):
    if isinstance(batch, torch.Tensor):
        batch.to(place)
    elif isinstance(batch, (dict, list, tuple)):
        for part in batch.values() if isinstance(batch, dict) else batch:
            move(part, place)
    return batch
# --8<-- [end:wrong-kept]
# --8<-- [start:wrong-flat]
# gets: a tensor in a tuple stayed: call move for what it holds
def move(batch, place):
    if isinstance(batch, torch.Tensor):
        return batch.to(place)
    if isinstance(batch, dict):
        return {key: part.to(place) if isinstance(part, torch.Tensor)
                else part for key, part in batch.items()}
    return batch
# --8<-- [end:wrong-flat]
# --8<-- [start:wrong-list]
# gets: a tuple came back as a list
def move(batch, place):
    if isinstance(batch, torch.Tensor):
        return batch.to(place)
    if isinstance(batch, dict):
        return {key: move(part, place) for key, part in batch.items()}
    if isinstance(batch, (list, tuple)):
        return [move(part, place) for part in batch]
    return batch
# --8<-- [end:wrong-list]
# --8<-- [start:wrong-lost]
# gets: what is no tensor is handed on as it is
def move(batch, place):
    if isinstance(batch, torch.Tensor):
        return batch.to(place)
    if isinstance(batch, dict):
        return {key: move(part, place) for key, part in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(move(part, place) for part in batch)
# --8<-- [end:wrong-lost]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for n in (2, 3, 5):
    x, y = torch.randn(n, 4), torch.randint(3, (n,))
    batch = {"x": x, "both": (y, [x[0]]), "name": "train", "n": n}
    found = move(batch, "meta")
    assert found is not None, "return a batch"
    assert isinstance(found, dict), "a dictionary stays one"
    assert found.keys() == batch.keys(), "each key stays"
    assert found["x"] is not x, (
        "Tensor.to gives another tensor: keep what it gives")
    assert found["name"] == "train" and found["n"] == n, (
        "what is no tensor is handed on as it is")
    assert isinstance(found["both"], tuple), "a tuple came back as a list"
    label, inner = found["both"]
    assert found["x"].is_meta, "the tensor was not moved to place"
    assert label.is_meta, (
        "a tensor in a tuple stayed: call move for what it holds")
    assert isinstance(inner, list), "a list in the tuple stays one"
    assert inner[0].is_meta, "a tensor in a list in a tuple stayed"
    assert torch.equal(move([x], "cpu")[0], x), "the numbers stay"
print("solved")
# --8<-- [end:checker]
