"""What a run left, kept beside its snippet: what it printed, by region (`relu.out`), and what it drew (`relu.svg`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import MARK, Snippet
from torchproof.book.text import read_text, replace


@dataclass(frozen=True)
class Record:
    """What a run left: region → printed text, and the figure as SVG text where there is one."""

    output: dict[str, str]
    figure: str | None

    @classmethod
    def read(cls, snippet: Snippet) -> "Record":
        """The record that lies beside a snippet, empty where there is none; raises `Fault` where a file of it is not plain text."""
        out, svg = files(snippet)
        try:
            return cls(sections(out) if out.exists() else {}, read_text(svg) if svg.exists() else None)
        except Fault as fault:
            raise Fault(fault.where, f"the record {fault.what}", f"delete it, then nox -s figures -- {snippet.id}") from fault

    @property
    def above(self) -> str:
        """What was printed above the last region that prints: what a figure that moves is given, the weights of a net say."""
        return "".join([*self.output.values()][:-1])


def files(snippet: Snippet) -> tuple[Path, Path]:
    """The paths of a snippet's record: `.out` and `.svg`."""
    return snippet.path.with_suffix(".out"), snippet.path.with_suffix(".svg")


def orphans(root: Path, snippets: Iterable[Snippet]) -> list[Path]:
    """Records and proofs below `root/snippets` that lie beside no snippet."""
    stems = {snippet.path.with_suffix("") for snippet in snippets}
    left = [path for path in (root / "snippets").rglob("*") if path.suffix in (".out", ".svg", ".proof")]
    return sorted(path for path in left if path.with_suffix("") not in stems)


def sections(path: Path) -> dict[str, str]:
    """Region → text of an `.out` file."""
    found: dict[str, str] = {}
    name = None
    for line in read_text(path).splitlines(keepends=True):
        mark = MARK.match(line)
        if mark:
            name = mark[2] if mark[1] == "start" else None
        elif name is not None:
            found[name] = found.get(name, "") + line
    return found


def write(snippet: Snippet, record: Record) -> None:
    """Leave a record beside its snippet, each file replaced whole."""
    out, svg = files(snippet)
    parts = [f"# --8<-- [start:{region}]\n{text}# --8<-- [end:{region}]\n" for region, text in record.output.items()]
    replace(out, "".join(parts) or None)
    replace(svg, record.figure)
