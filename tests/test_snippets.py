"""Every snippet, run anew: it follows the rules, its claims hold, and it leaves what its record says."""

import pytest
from conftest import MOVED

from torchproof.record import Record, compare
from torchproof.report import moved


def test_snippet(snippet, runs, request):
    run = runs[snippet.id].result()
    if run.fault:
        pytest.fail(str(run.fault), pytrace=False)
    old, new = Record.read(snippet), Record.of(run)
    faults = compare(snippet, old, new)
    if faults and request.config.getoption("device") == "cuda" and snippet.uses_device:
        MOVED.append((snippet, moved(old, new)))  # sums come in another order there; the claims hold, and the report shows what differs
    elif faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
