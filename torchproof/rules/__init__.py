"""What the book must keep: a page comes in, and the faults of every rule that it breaks go out.

A rule is a function `rule(page, book)`, or for the whole book `rule(book)`, that yields faults, in a module of this folder for its
concern. The first line of its docstring says what holds, the second why.
"""

import functools
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page

TAKES = ({"page": Page, "book": Book, "return": Iterator[Fault]}, {"book": Book, "return": Iterator[Fault]})


@functools.cache
def rules() -> dict[str, Callable[..., Iterator[Fault]]]:
    """Every rule by its name, `module.function`."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        module = importlib.import_module(f"{__name__}.{path.stem}")
        for name, function in vars(module).items():
            if getattr(function, "__module__", "") == module.__name__ and getattr(function, "__annotations__", {}) in TAKES:
                found[f"{path.stem}.{name}"] = function
    return found


def check(page: Page, book: Book) -> list[Fault]:
    """Every rule that a page breaks, from its first line to its last."""
    if page.broken:
        return page.broken
    try:
        faults = [fault for rule in rules().values() if "page" in rule.__annotations__ for fault in rule(page, book)]
    except Fault as fault:  # a record or a proof that cannot be read
        return [fault]
    return sorted(faults, key=lambda fault: int(fault.where.rpartition(":")[2]))


def check_book(book: Book) -> list[Fault]:
    """Every rule for the whole book that it breaks."""
    return [fault for rule in rules().values() if "page" not in rule.__annotations__ for fault in rule(book)]


def table() -> str:
    """All rules as a Markdown table: what each holds, and why."""
    lines = ["| rule | what holds | why |", "|---|---|---|"]
    for name, rule in rules().items():
        what, _, why = (rule.__doc__ or "").partition("\n\n")
        lines.append(f"| `{name}` | {' '.join(what.split())} | {' '.join(why.split())} |")
    return "\n".join(lines) + "\n"
