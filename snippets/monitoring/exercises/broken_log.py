"""Read line by line. `json.loads` raises a `ValueError` for what is no
JSON; that may be the last line only, for the crash came while it was written.

Difficulty 2 of 3, about 10 minutes.
"""
# --8<-- [start:given]
import json
import torch
# --8<-- [end:given]
# --8<-- [start:stub]
def read(text):  # lines of JSON; the last one may have been cut
    ...  # your code: a list of all rows that are whole
# --8<-- [end:stub]
# --8<-- [start:solution]
def read(text):
    lines, rows = text.splitlines(), []
    for number, line in enumerate(lines):
        try:
            rows.append(json.loads(line))
        except ValueError:
            if number + 1 < len(lines):
                raise
    return rows
# --8<-- [end:solution]
# --8<-- [start:wrong-trust]
# gets: a line that was cut must not end the reading with an error
def read(text):
    return [json.loads(line) for line in text.splitlines()]
# --8<-- [end:wrong-trust]
# --8<-- [start:wrong-drop]
# gets: a last line that is whole belongs to the log
def read(text):
    return [json.loads(line) for line in text.splitlines()[:-1]]
# --8<-- [end:wrong-drop]
# --8<-- [start:wrong-silent]
# gets: a broken line in the middle is an error: let it be raised
def read(text):
    rows = []
    for line in text.splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:
            pass
    return rows
# --8<-- [end:wrong-silent]
# --8<-- [start:checker]
# The check: leave it as it is.
torch.manual_seed(0)
for epochs in (2, 4, 7):
    rows = [{"epoch": epoch, "loss": torch.rand(1).item()}
            for epoch in range(epochs)]
    lines = [json.dumps(row) for row in rows]
    whole = read("\n".join(lines) + "\n")
    assert whole is not None, "return the rows as a list"
    assert len(whole) == epochs, (
        "a last line that is whole belongs to the log")
    assert whole == rows, "return each line as json.loads reads it"
    try:
        cut = read("\n".join([*lines[:-1], lines[-1][:9]]))
    except ValueError:
        cut = None
    assert cut is not None, (
        "a line that was cut must not end the reading with an error")
    assert cut == rows[:-1], "return the rows before the one that was cut"
    try:
        read("\n".join([*lines[:-1], lines[0][:9], lines[-1]]))
        raised = False
    except ValueError:
        raised = True
    assert raised, "a broken line in the middle is an error: let it be raised"
print("solved")
# --8<-- [end:checker]
