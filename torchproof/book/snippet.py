"""A snippet as its author wrote it: docstring, regions and claims; and how some are chosen by name."""

import ast
import difflib
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from torchproof.book.dotted import Names
from torchproof.book.fault import Fault
from torchproof.book.text import read_text

MARK = re.compile(r"\s*# --8<-- \[(start|end):(.*)\]\s*$")


@dataclass(frozen=True)
class Region:
    """One named part of a snippet: lines `first` to `last` (counted from 1, markers not included)."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Snippet:
    """One example, `snippets/<page>/<stem>.py`."""

    path: Path
    source: str

    @classmethod
    def read(cls, path: Path) -> "Snippet":
        """Read one snippet from its file; raises `Fault` where the file is not plain text."""
        return cls(path, read_text(path))

    @property
    def page(self) -> str:
        """The name of the page that shows it: its folder's."""
        return self.path.parent.name

    @property
    def id(self) -> str:
        """Its name everywhere: `activations/relu`."""
        return f"{self.page}/{self.path.stem}"

    @cached_property
    def digest(self) -> str:
        """Twelve letters that tell its source from every other, in records of what was tried with it; the words of claims do not count."""
        lines = [line.encode() for line in self.source.splitlines(keepends=True)]
        for claim in reversed(self.claims):
            first, last = claim.test.end_lineno - 1, claim.end_lineno - 1
            lines[first : last + 1] = [lines[first][: claim.test.end_col_offset] + lines[last][claim.end_col_offset :]]
        return hashlib.sha256(b"".join(lines)).hexdigest()[:12]

    @cached_property
    def lines(self) -> list[str]:
        """Its source, line by line, without line ends."""
        return self.source.splitlines()

    @cached_property
    def regions(self) -> list[Region]:
        """Its regions, in order.

        Raises:
            Fault: a region is unclosed, unopened, nested, named twice or not in kebab-case.
        """
        regions: list[Region] = []
        name, first = None, 0
        for number, line in enumerate(self.lines, 1):
            mark = MARK.match(line)
            if mark is None:
                continue
            kind, found = mark.groups()
            where = f"{self.path}:{number}"
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found):
                raise Fault(where, f"the region name {found!r} is not kebab-case", "use small letters, digits and single hyphens")
            if kind == "start":
                if name is not None:
                    raise Fault(
                        where,
                        f"region {found!r} starts before {name!r} (line {first - 1}) has ended",
                        f"add '# --8<-- [end:{name}]' above it",
                    )
                if found in [region.name for region in regions]:
                    raise Fault(where, f"there is a region {found!r} already", "give it a name of its own")
                name, first = found, number + 1
            elif found != name:
                raise Fault(where, f"region {found!r} ends, but the open region is {name!r}", "make the names of start and end agree")
            else:
                regions.append(Region(name, first, number - 1))
                name = None
        if name is not None:
            raise Fault(f"{self.path}:{first - 1}", f"region {name!r} is never closed", f"add '# --8<-- [end:{name}]' below its last line")
        return regions

    def region_at(self, line: int) -> str | None:
        """The name of the region that holds a line, `None` for a line outside all of them."""
        return next((region.name for region in self.regions if region.first <= line <= region.last), None)

    def code(self, region: str) -> str:
        """The lines of one region, each ended by a newline; raises `Fault` where there is no such region."""
        for found in self.regions:
            if found.name == region:
                return "".join(line + "\n" for line in self.lines[found.first - 1 : found.last])
        names = ", ".join(found.name for found in self.regions)
        raise Fault(str(self.path), f"has no region {region!r}; it has {names}", "name one of these, or add the region")

    @property
    def shown(self) -> str:
        """What its page shows: the regions one after the other, without docstring, markers and claims."""
        return "".join(self.code(region.name) for region in self.regions)

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree; raises `Fault` where the source is not Python."""
        try:
            return ast.parse(self.source)
        except SyntaxError as error:
            raise Fault(f"{self.path}:{error.lineno}", f"is not Python: {error.msg}", "correct the line") from error

    @cached_property
    def names(self) -> Names:
        """What the names in it mean."""
        return Names(self.tree)

    @cached_property
    def about_seconds(self) -> int | None:
        """The time that a long snippet declares by ending its docstring with `(about N s).`, in seconds."""
        found = re.search(r"\(about (\d+) s\)\.?$", (ast.get_docstring(self.tree) or "").strip())
        return int(found[1]) if found else None

    @property
    def attacked(self) -> range:
        """The lines in which mistakes are planted: all that its page shows."""
        return range(1, self.regions[-1].last + 1)

    @property
    def uses_device(self) -> bool:
        """Whether it has its device in sight, so that an accelerator must not stay idle."""
        return any(node.id == "device" for node in self.names.of(ast.Name))

    @cached_property
    def claims(self) -> list[ast.Assert]:
        """Its claims: the asserts below the last region, in order."""
        found = [node for node in self.names.of(ast.Assert) if node.lineno > self.regions[-1].last]
        return sorted(found, key=lambda claim: claim.lineno)


def words(claim: ast.Assert) -> str:
    """The message of a claim, an f-string as it is written."""
    return claim.msg.value if isinstance(claim.msg, ast.Constant) else ast.unparse(claim.msg)


def every(root: Path) -> list[Snippet]:
    """All snippets below `root/snippets`, sorted by id."""
    return [Snippet.read(path) for path in sorted((root / "snippets").glob("*/*.py"))]


def select(snippets: list[Snippet], names: list[str], pages: list[str]) -> tuple[list[Snippet], list[str]]:
    """The snippets and the pages that names such as `mlp` or `mlp/xor` mean; all where no name is given.

    Raises:
        Fault: a name means nothing; the message lists the nearest names.
    """
    known = [snippet.id for snippet in snippets] + pages + [snippet.page for snippet in snippets]
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=5, cutoff=0.3) or sorted(set(known))[:5]
            raise Fault(name, "is the name of no page and no snippet", "did you mean " + ", ".join(dict.fromkeys(near)) + "?")
    if not names:
        return snippets, pages
    chosen = [snippet for snippet in snippets if snippet.id in names or snippet.page in names]
    return chosen, [page for page in pages if page in names or page in [snippet.page for snippet in chosen]]
