"""The attack "mistakes": one small mistake at a time is planted in a snippet, and its record or its claims must notice."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.book.text import read_text
from torchproof.run import variants
from torchproof.run.runner import Change

ALLOWED = Path("tests") / "survivors"
SLOWDOWN, SAME_RECORD = 1, True


def applies(snippet: Snippet) -> bool:
    """Whether there is any place for a mistake."""
    return bool(trials(snippet))


@functools.cache  # a proof is asked several times how many there are
def named(snippet: Snippet, mistakes: Callable) -> tuple[str, ...]:
    """The name of each mistake, by source line and change: `mlp/xor | lr = 0.1 | 0.1 -> 0.2`."""
    found, times = [], Counter()
    for mutation in mistakes(snippet.tree, snippet.regions[-1].last):
        name = f"{snippet.id} | {snippet.lines[mutation.line - 1].strip()} | {mutation.before} -> {mutation.after}"
        times[name] += 1
        found.append(name if times[name] == 1 else f"{name} (number {times[name]})")
    return tuple(found)


def trials(snippet: Snippet) -> dict[str, Change]:
    """Every mistake, by its name."""
    return {name: Change(mutation=number) for number, name in enumerate(named(snippet, variants.mutations))}


def verdict(snippet: Snippet, fell: dict[str, str | None]) -> dict:
    """How many mistakes were noticed, and the names of the others."""
    survivors = [name for name, what in fell.items() if not what]
    return {"noticed": len(fell) - len(survivors), "of": len(fell), "survivors": survivors}


def told(table: dict) -> str:
    """How many mistakes were noticed."""
    return f"{table['noticed']} of {table['of']} mistakes noticed"


def faults(root: Path, snippet: Snippet, table: dict) -> Iterator[Fault]:
    """A mistake that nothing notices and no line explains, or a line that explains one that is noticed."""
    yield from unexplained(snippet, table, ALLOWED / f"{snippet.page}.txt", allowed(root, snippet.page))


def unexplained(snippet: Snippet, table: dict, path: Path, reasons: dict[str, str]) -> Iterator[Fault]:
    """Where the survivors of a table and the reasons of a list disagree."""
    for name in table["survivors"]:
        if name not in reasons:
            yield Fault(
                f"{snippet.path}:1", f"nothing notices the mistake {name!r}", f"draw a sharper conclusion, or say in {path} why not"
            )
    for name in reasons:
        if name.startswith(f"{snippet.id} | ") and name not in table["survivors"]:
            yield Fault(str(path), f"explains {name!r}, which is noticed", "remove the line")


def allowed(root: Path, page: str) -> dict[str, str]:
    """Name → reason of each mistake in a page's snippets that may survive: lines `name | reason` of `tests/survivors/<page>.txt`.

    The page "devices" stands for the misplacements of all pages.

    Raises:
        Fault: a line has no reason, speaks of another page, or stands there twice.
    """
    path, found = root / ALLOWED / f"{page}.txt", {}
    for number, line in enumerate(read_text(path).splitlines() if path.exists() else [], 1):
        if line and not line.startswith("#"):
            name, bar, reason = line.rpartition(" | ")
            foreign = page != "devices" and not name.startswith(f"{page}/")
            if not bar or name.count(" | ") < 2 or not reason.strip() or foreign or name in found:
                what = f"is not '{page}/stem | source line | change | reason', or stands there twice"
                raise Fault(f"{path}:{number}", what, "say once why the change makes no difference")
            found[name] = reason
    return found
