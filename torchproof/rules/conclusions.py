"""What the text concludes, sentence by sentence, and the claim that carries each.

A rule can find that a sentence says the opposite of a claim only in the words of that claim. So each sentence is read against its claim by
who writes it, and `tests/conclusions/<language>/<page>.txt` holds what was read: a line `digest | its first words | the claim`. Where the
sentence or the claim has changed since, both are to be read again.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.book.snippet import words
from torchproof.book.text import read_text, replace
from torchproof.evidence.proof import short
from torchproof.rules.sentences import parted
from torchproof.rules.verdicts import content, plain_words, sides

FOLDER = Path("tests/conclusions")
FIRST = 4
"""How many words name a sentence for who reads the file."""


@dataclass(frozen=True)
class Conclusion:
    """A sentence that concludes, compares, denies or gives a cause: its line, what it says, and the claim with most of its words, or none."""

    line: int
    said: str
    claim: str

    @property
    def entry(self) -> str:
        """How it stands in the file of what was read."""
        first = " ".join(self.said.replace("|", " ").split()[:FIRST])
        return f"{short(self.said)} | {first} | {self.claim}".rstrip()


def concluded(page: Page, book: Book) -> Iterator[Conclusion]:
    """The conclusions of a page, where its section shows programs or its paragraph links some: those have claims."""
    for passage in page.passages:
        near = list(dict.fromkeys(carrying(book, page, passage.line, passage.links))) if passage.kind != "note" else []
        for part in parted(passage.text) if near else ():
            said = " ".join(passage.text[part].split())
            if concludes(said, book):
                told = content(said, book)
                shared = {claim: len(content(claim, book) & told) for claim in near}
                best = max(near, key=shared.__getitem__)
                yield Conclusion(passage.line_at(part.start), said, best if shared[best] else "")


def concludes(said: str, book: Book) -> bool:
    """Whether a sentence draws a conclusion or gives a cause: it has a word that judges, compares or denies."""
    forms = book.language["verdicts"]["concludes"]
    return not turns(book).isdisjoint(plain_words(said)) or any(re.search(form, said, re.IGNORECASE) for form in forms)


@functools.cache
def turns(book: Book) -> set[str]:
    """The words that compare or deny."""
    return set(book.language["verdicts"]["negations"]).union(*(side for side, _ in sides(book)))


def carrying(book: Book, page: Page, line: int, links: list[str]) -> Iterator[str]:
    """The claims of the programs that the section at a line shows, and those of the sections that links lead to."""
    places = [(page, max((heading.line for heading in page.headings if heading.line <= line), default=0))]
    for link in links:
        file, _, anchor = link.partition("#")
        there = book.pages.get(file.removesuffix(".md")) if file else page
        places += [(there, first) for first in there.branch(anchor)] if there else []
    for there, first in places:
        last = min((heading.line for heading in there.headings if heading.line > first), default=len(there.lines) + 1)
        stems = dict.fromkeys(block.include[0] for block in there.blocks if block.include and first <= block.line < last)
        yield from (words(claim) for stem in stems for claim in there.snippets[stem].claims)


def path(page: Page) -> Path:
    """Where it stands which conclusions of a page were read, from the root of the work tree."""
    return FOLDER / page.path.parent.name / f"{page.name}.txt"


def write(page: Page, book: Book) -> None:
    """Write that the conclusions of a page were read."""
    file = book.root / path(page)
    file.parent.mkdir(parents=True, exist_ok=True)
    replace(file, "".join(f"{found.entry}\n" for found in concluded(page, book)) or None)


def read(page: Page, book: Book) -> list[str]:
    """What was read of the conclusions of a page."""
    file = book.root / path(page)
    return read_text(file).splitlines() if file.exists() else []


def unread(page: Page, book: Book, entries: list[str]) -> Iterator[Fault]:
    """The conclusions of a page that are not among what was read, for they or their claims have changed since; and what was, and is there no more."""
    left = Counter(entries)
    mend = f"read both, and where the claim carries the sentence: python -m torchproof sentences --read {page.name}"
    for found in concluded(page, book):
        if left[found.entry]:
            left[found.entry] -= 1
        else:
            against = f"its claim {found.claim!r}" if found.claim else "any claim, for none near says a word of it"
            yield page.fault(found.line, f"concludes {found.said!r}, which was not read against {against}", mend)
    for entry in left.elements():
        yield Fault(f"{path(page)}:1", f"holds {entry!r}, which {page.path} does not say or no claim near carries now", mend)


def strays(book: Book) -> Iterator[Fault]:
    """Every file of conclusions that were read is of a page.

    One that is left behind would say that the next page of that name was read.
    """
    known = {path(page) for page in book.pages.values()}
    for file in sorted((book.root / FOLDER / book.folder.name).glob("*")):
        if (place := file.relative_to(book.root)) not in known:
            yield Fault(f"{place}:1", "is of no page", "remove it, or name it as its page")
