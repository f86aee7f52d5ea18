"""Let every unit count all bits, and let each begin to rise one bit later
than the one before. As a function of the count the output then is a line
that each unit bends. From slope one to slope minus one is a bend of minus
two.

Difficulty 3 of 3, about 15 minutes.
"""
# --8<-- [start:given]
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def parity(n):  # for n bits: is an odd number of them on?
    ...  # your code: return W (units, n), b (units,) and v (units,),
    # so that relu(x @ W.T + b) @ v is 1 if it is, and 0 if not
# --8<-- [end:stub]
# --8<-- [start:solution]
def parity(n):
    k = torch.arange(n)
    v = torch.where(k % 2 == 0, 2.0, -2.0)
    v[0] = 1
    return torch.ones(n, n), -k.float(), v
# --8<-- [end:solution]
# --8<-- [start:wrong-two]
# gets: three bits are odd again: one more bend, so one more unit
def parity(n):
    return torch.ones(2, n), torch.tensor([0.0, -1]), torch.tensor([1.0, -2])
# --8<-- [end:wrong-two]
# --8<-- [start:wrong-bias]
# gets: the output is one straight line: units must bend at other places
def parity(n):
    v = 2 * (-1.0) ** torch.arange(n)
    v[0] = 1
    return torch.ones(n, n), torch.zeros(n), v
# --8<-- [end:wrong-bias]
# --8<-- [start:wrong-slope]
# gets: two bits do not give 0: slope 1 minus 1 is flat, take off 2
def parity(n):
    k = torch.arange(n)
    return torch.ones(n, n), -k.float(), (-1.0) ** k
# --8<-- [end:wrong-slope]
# --8<-- [start:wrong-single]
# gets: a unit that does not read all bits cannot count them
def parity(n):
    k = torch.arange(n)
    v = 2 * (-1.0) ** k
    v[0] = 1
    return torch.eye(n), -k.float(), v
# --8<-- [end:wrong-single]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for n in (2, 3, 6):
    stairs = torch.ones(n + 1, n).tril(-1)  # no bit on, one bit on, …
    x = torch.cat([stairs, torch.randint(2, (200, n)).float()])
    found = parity(n)
    assert found is not None, "return W, b and v"
    W, b, v = found
    assert W.shape == (len(b), n) and b.shape == v.shape, (
        "W is (units, n), b and v are (units,)")
    out = (x @ W.T + b).relu() @ v
    wanted = x.sum(dim=1) % 2
    right = (out - wanted).abs() < 0.001
    if not right.all():
        assert out[:n + 1].diff(n=2).any(), (
            "the output is one straight line: units must bend at other places")
        assert (W != 0).all(), (
            "a unit that does not read all bits cannot count them")
        assert right[2], (
            "two bits do not give 0: slope 1 minus 1 is flat, take off 2")
        assert n < 3 or right[3], (
            "three bits are odd again: one more bend, so one more unit")
        assert right.all(), f"wrong for the bits {x[~right][0].tolist()}"
print("solved")
# --8<-- [end:checker]
