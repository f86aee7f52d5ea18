"""What no run and no rule can hold was read by somebody, as it stands now: each section of each page, each program and exercise, what the site adds to them.

A definition, a date, a comment, the words of a hint, the sign of a formula in a sentence: a small change of it reads as well as the truth. So
`tests/read/<language>.txt` holds what was read, a line `digest | place`, and what has changed since is to be read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.book.text import read_text, replace
from torchproof.evidence.proof import short

REST = "rest"
"""What stands for all that is of no page, where pages are named."""
SHARED = (
    "README.md",
    "CONTRIBUTING.md",
    "mkdocs*.yml",
    "docs/theme/**/*",
    "tests/facts/*",
    "tests/formulas/*",
    "tests/limits/*",
    "tests/topics.txt",
)
"""Besides pages and programs: what the site adds to them, and lists that excuse something with a reason or say what spells a formula."""
OWN = ("language.toml", "assets/css/*", "assets/js/*", "assets/moving/*")
"""The same in the folder of a language."""


@dataclass(frozen=True)
class Place:
    """A section or a file: the page that it is of or `REST`, where it begins, how it stands in the file of what was read, and what it says."""

    page: str
    where: str
    name: str
    text: str

    @property
    def entry(self) -> str:
        """Its line in the file of what was read."""
        return f"{short(self.text)} | {self.name}"


def places(book: Book) -> Iterator[Place]:
    """All that was to be read."""
    for page in book.pages.values():
        yield part(page, "", 1, page.headings[0].line - 1, book)
        for section in book.sections:
            if section.page is page:
                yield part(page, section.anchor, section.first, section.last, book)
    for snippet in book.snippets.values():
        yield whole(snippet.path, snippet.page, book)
    for exercise in book.exercises.values():
        yield whole(exercise.file.path, exercise.page, book)
    for base, patterns in ((book.root, SHARED), (book.folder, OWN)):
        for path in sorted(path for pattern in patterns for path in base.glob(pattern) if path.is_file()):
            yield whole(path, path.stem if path.stem in book.pages else REST, book)


def part(page: Page, anchor: str, first: int, last: int, book: Book) -> Place:
    """What stands below a heading of a page, with it, or above the first."""
    text = "\n".join(line.rstrip() for line in page.lines[first - 1 : last])
    return Place(page.name, f"{page.path}:{first}", f"{page.path.relative_to(book.root).as_posix()}#{anchor}", text)


def whole(path: Path, page: str, book: Book) -> Place:
    """A file."""
    return Place(page, f"{path}:1", path.relative_to(book.root).as_posix(), path.read_text(encoding="utf-8"))


def path(book: Book) -> Path:
    """The file of what was read of a book."""
    return book.root / "tests" / "read" / f"{book.folder.name}.txt"


def read(book: Book) -> list[str]:
    """What was read of a book."""
    return read_text(path(book)).splitlines() if path(book).exists() else []


def write(book: Book, names: list[str]) -> None:
    """Write that all of some pages was read, their programs and exercises too; of the rest stays what was read before."""
    before = {entry.partition(" | ")[2]: entry for entry in read(book)}
    found = (place.entry if place.page in names else before.get(place.name) for place in places(book))
    path(book).parent.mkdir(exist_ok=True)
    replace(path(book), "".join(f"{entry}\n" for entry in found if entry))


def unread(book: Book, names: list[str]) -> Iterator[Fault]:
    """What of some pages, or of `REST`, has changed since it was read; and what is said to be read, and is there no more."""
    found = {place.entry: place for place in places(book)}
    entries = dict.fromkeys(read(book))
    for place in (place for entry, place in found.items() if place.page in names and entry not in entries):
        mend = f"see git diff; when you have read what is new: python -m torchproof sentences --read {place.page}"
        yield Fault(place.where, f"{place.name} has changed since it was read", mend)
    there = {place.name for place in found.values()}
    for number, entry in enumerate(entries, 1):
        if (name := entry.partition(" | ")[2]) not in there:
            yield Fault(f"{path(book)}:{number}", f"says that {name!r} was read, which is there no more", "remove the line")
