"""Typed results in disguise: a decimal stands beside something computed, as in `0.97 * one`, and is printed whatever torch computes."""

import re
from collections.abc import Iterator

from torchproof.book.equal import NUMBER, unit
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.results import mixed
from torchproof.book.snippet import Snippet
from torchproof.run.result import Run
from torchproof.run.runner import Change, Runner

STIRS = (Change(shift=1000, stir=1, judged=True), Change(shift=2000, stir=2, judged=True))
"""Twice everything is another: one number may be what it was by chance."""
MEND = "compute it, and print what the program found"


def faults(runner: Runner, snippet: Snippet) -> Iterator[Fault]:
    """Printed decimals that stand in the program beside something computed, and that two runs print in which torch computed something else."""
    suspects, places = mixed(snippet), None
    for change in STIRS if suspects else ():
        run = runner.submit(snippet, change).result()
        if run.fault:
            what = f"may print {', '.join(map(str, sorted(suspects)))} as typed, and cannot be tried with other values: {run.fault.what}"
            yield Fault(str(snippet.path), what, MEND)
            return
        found = still(Record.read(snippet), run, suspects)
        places = found if places is None else places & found
        if not places:
            return
    for region, _, number in sorted(places or ()):
        what = f"region {region!r} prints {number}, which is typed: it does not depend on what torch computes"
        yield Fault(f"{snippet.path}:1", what, MEND)


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
    return any(abs(told - worth) <= room for worth in (value, 100 * value))
