"""Every snippet, run anew: it follows the rules, its claims hold, and it leaves what its record says."""

import pytest

from torchproof.record import Record, compare


def test_snippet(snippet, runs, request):
    run = runs[snippet.id].result()
    if run.fault:
        pytest.fail(str(run.fault), pytrace=False)
    if request.config.getoption("device") != "cpu":
        return  # the claims hold there; the record is the CPU's
    faults = compare(snippet, Record.read(snippet), Record.of(run))
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
