"""The attack "seeds": all seeds raised. Chance must not have made the conclusion: all claims hold in at least 18 of 20.

An answer to an exercise is no conclusion, and must pass its checker in all 20.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run import variants
from torchproof.run.runner import Change

SHIFTS, ENOUGH = 20, 18
STRIDE = 1000  # a program that loops over seeds 0 to 19 is tried with other ones each time
SLOWDOWN, SAME_RECORD = 1, False


def applies(snippet: Snippet) -> bool:
    """Whether a snippet sets a seed, so that another seed may tell another story."""
    return any(True for _ in variants.seeds(snippet.tree))


def trains(snippet: Snippet) -> bool:
    """Whether a snippet draws random numbers and updates weights by what it drew."""
    return applies(snippet) and bool(re.search(r"\.step\(\)|\.fit\(|-= *lr", snippet.shown))


def trials(snippet: Snippet) -> dict[str, Change]:
    """Every seed raised by 0, 1,000, …, 19,000."""
    return {f"seed {number}": Change(shift=STRIDE * number) for number in range(SHIFTS)}


def verdict(snippet: Snippet, fell: dict[str, list[str]]) -> dict:
    """In how many seeds all claims held; what fell in the others. A record of other seeds may differ."""
    why = [f"{name}: {what[0]}" for name, what in fell.items() if what]
    return {"held": len(fell) - len(why), "of": len(fell), "fell": why}


def told(table: dict) -> str:
    """In how many seeds all claims held."""
    return f"{table['held']} of {table['of']} seeds"


def faults(root: Path, snippet: Snippet, table: dict) -> Iterator[Fault]:
    """Too few seeds in which all claims hold."""
    if table["held"] < (ENOUGH if snippet.claims else SHIFTS):
        what = f"it holds in {table['held']} of {table['of']} seeds; {table['fell'][0]}"
        yield Fault(f"{snippet.path}:1", what, f"draw a conclusion that holds, then nox -s prove -- {snippet.id}")
