"""Every snippet, run anew: it follows the rules, its claims hold, it leaves what its record says, and its proof is of it."""

import pytest
from conftest import MOVED, ROOT

from torchproof import accelerator, proof, prove
from torchproof.environment import pinned
from torchproof.record import Record, compare
from torchproof.report import moved


def test_snippet(snippet, runs, request):
    shape = snippet.faults()
    run = runs[snippet.id].result()
    if shape or run.fault:
        pytest.fail("\n".join(map(str, shape or [run.fault])), pytrace=False)
    device, old, new = request.config.getoption("device"), Record.read(snippet), Record.of(run)
    faults = compare(snippet, old, new)
    lines = moved(old, new) if faults else []
    if faults and device == "cuda" and (snippet.uses_device or prove.torch_version() != pinned(ROOT)):
        MOVED.append(
            (snippet, lines)
        )  # sums come in another order there, or the version shows; the claims hold, and the report shows what differs
        faults = []
    if device == "cpu":
        faults += proof.faults(ROOT, snippet, proof.Proof.read(snippet))
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
    if request.config.getoption("record"):
        accelerator.write(snippet, request.getfixturevalue("card"), lines)
