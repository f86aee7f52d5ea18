"""Typed results in disguise: a decimal stands beside something computed, as in `0.97 * one`, and is printed whatever torch computes."""

import re
from collections.abc import Iterator

from torchproof.attack import seeds
from torchproof.book.equal import NUMBER, unit
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.results import mixed
from torchproof.book.snippet import Snippet
from torchproof.run.result import Run
from torchproof.run.runner import Change, Runner

OTHERS = {  # what is another in each pair of runs; once a number may be what it was by chance
    "what torch computes": (Change(shift=1000, stir=1, judged=True), Change(shift=2000, stir=2, judged=True)),
    "any seed": (Change(shift=1000, judged=True), Change(shift=2000, judged=True)),
}
PERCENT = 10
"""What is less may be anything, not only a share in per cent."""
MEND = "compute it, and print what the program found"


def faults(runner: Runner, snippet: Snippet) -> Iterator[Fault]:
    """Printed decimals that stand in the program beside something computed, and that are printed whatever torch computes, or with any seed."""
    suspects, record = mixed(snippet), Record.read(snippet)
    for what, changes in OTHERS.items() if suspects else ():
        if what == "any seed" and not seeds.applies(snippet):
            continue
        runs = [future.result() for future in [runner.submit(snippet, change) for change in changes]]
        if any(run.fault for run in runs):  # it tells nothing: other values need not suit a program
            continue
        for region, _, number in sorted(still(record, runs[0], suspects) & still(record, runs[1], suspects)):
            yield Fault(f"{snippet.path}:1", f"region {region!r} prints {number}, which is typed: it does not depend on {what}", MEND)


def still(record: Record, run: Run, suspects: set[float]) -> set[tuple[str, int, str]]:
    """The suspects that a record and a run print at the same place: region, number of the place, and the number as printed."""
    found = set()
    for region, text in record.output.items():
        pairs = zip(NUMBER.findall(text), NUMBER.findall(run.output.get(region, "")), strict=False)
        found |= {
            (region, place, old)
            for place, (old, new) in enumerate(pairs)
            if old == new and any(is_number(old, value) for value in suspects)
        }
    return found


def is_number(printed: str, value: float) -> bool:
    """Whether a printed number is a decimal value, or that in per cent, to its digits; a whole number is only what is one."""
    if printed.startswith("#"):
        return False
    told, room = abs(float(printed.replace("−", "-"))), unit(printed) / 2 if re.search(r"[.eE]", printed) else 1e-9
    return abs(told - value) <= room or (value < 1 and told >= PERCENT and abs(told - 100 * value) <= room)
