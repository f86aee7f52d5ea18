"""Lists of what an attack may find, each line with its reason, kept by people: `tests/survivors/<page>.txt`, `tests/limits/<page>.txt`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.book.text import read_text


def read(path: Path, form: str, pages: bool = True) -> dict[str, str]:
    """Name → reason of each line `name | reason` of a list; none where there is no list.

    Args:
        path: the list.
        form: how a name looks, in words: its parts with bars between them, the first of them `page/stem`.
        pages: whether it speaks only of the page that it has its name of.

    Raises:
        Fault: a line has no reason, has too few parts, speaks of another page, or stands there twice.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(read_text(path).splitlines() if path.exists() else [], 1):
        if line and not line.startswith("#"):
            name, bar, reason = line.rpartition(" | ")
            foreign = pages and not name.startswith(f"{path.stem}/")
            if not bar or name.count(" | ") < form.count(" | ") or not reason.strip() or foreign or name in found:
                what = f"is not '{form} | reason', or stands there twice"
                raise Fault(f"{path}:{number}", what, "say once why")
            found[name] = reason
    return found


def disagree(snippet: Snippet, names: Iterable[str], path: Path, reasons: dict[str, str], says: str, mend: str) -> Iterator[Fault]:
    """Where what was found of a snippet, by name, and the reasons of a list disagree; `says` is what a name without a reason means."""
    names = list(names)
    for name in names:
        if name not in reasons:
            yield Fault(f"{snippet.path}:1", f"{says} {name!r}", f"{mend}, or say why in {path}")
    for name in reasons:
        if name.startswith(f"{snippet.id} | ") and name not in names:
            yield Fault(str(path), f"explains {name!r}, which is not so any more", "remove the line")
