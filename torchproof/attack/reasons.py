"""Lists of what an attack may find, each line with its reason, kept by people: `tests/<folder>/<page>.txt`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.book.text import read_text


@dataclass(frozen=True)
class Reasons:
    """The lists of one attack.

    Attributes:
        folder: where in `tests/` they stand.
        form: how a name looks, in words: its parts with bars between them, the first of them `page/stem`.
    """

    folder: str
    form: str

    def path(self, page: str) -> Path:
        """The list that serves a page."""
        return Path("tests") / self.folder / f"{page}.txt"

    def read(self, root: Path, page: str) -> dict[str, str]:
        """Name → reason of each line `name | reason` of the list that serves a page; none where there is no list.

        Raises:
            Fault: a line has no reason, has too few parts, speaks of another page, or stands there twice.
        """
        found: dict[str, str] = {}
        path = root / self.path(page)
        for number, line in enumerate(read_text(path).splitlines() if path.exists() else [], 1):
            if line and not line.startswith("#"):
                name, bar, reason = line.rpartition(" | ")
                foreign = not name.startswith(f"{page}/")
                if not bar or name.count(" | ") < self.form.count(" | ") or not reason.strip() or foreign or name in found:
                    what = f"is not '{self.form} | reason', or stands there twice"
                    raise Fault(f"{path}:{number}", what, "say once why")
                found[name] = reason
        return found

    def disagree(self, root: Path, snippet: Snippet, names: Iterable[str], says: str, mend: str) -> Iterator[Fault]:
        """Where what was found of a snippet, by name, and the reasons disagree; `says` is what a name without a reason means."""
        names, reasons, path = list(names), self.read(root, snippet.page), self.path(snippet.page)
        for name in names:
            if name not in reasons:
                yield Fault(f"{snippet.path}:1", f"{says} {name!r}", f"{mend}, or say why in {path}")
        for name in reasons:
            if name.startswith(f"{snippet.id} | ") and name not in names:
                yield Fault(str(path), f"explains {name!r}, which is not so any more", "remove the line")
