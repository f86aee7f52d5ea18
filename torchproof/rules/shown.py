"""What a section shows: the numbers of its code, its output, its claims and the texts in its figures."""

import functools
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from torchproof.book.book import Book, Section
from torchproof.book.page import Page
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.rules.quantities import SHARE, Number, in_digits, in_words

CLOSE, ROUNDED = 1e-9, 1.0001
UNITS = {-1.0, 0.0, 1.0}
"""What is as often the end of a range or a class as a result."""
PERCENT = re.compile(r"(?<!\d)(?<!\d )%")
"""A sign at the head of a column."""
DECIMALS = range(3, 17)
ASIDE = re.compile(
    r"^ *(?:\w+, )?(?:fig|ax|axes|plt)\b.*\n?|(?<=[\w\])])\[-?\d+(?:, *-?\d+)*\]|:[<>^+, ]*\d*,?(?:\.\d+)?[a-z%]?\}", re.MULTILINE
)
"""What in code is no value: lines that draw (what they write stands in the figure), indices, and how a number is printed."""


@dataclass(frozen=True)
class Known:
    """The values of numbers that stand in code, in claims and texts of figures, and in output; a percentage as a fraction of 1.

    A text may round what was printed; the others it must meet.
    """

    code: set[float] = field(default_factory=set)
    claims: set[float] = field(default_factory=set)
    printed: set[float] = field(default_factory=set)

    @classmethod
    def of(cls, known: Iterable["Known"]) -> "Known":
        """What all of these know."""
        found = cls()
        for each in known:
            found.code.update(each.code)
            found.claims.update(each.claims)
            found.printed.update(each.printed)
        return found

    def holds(self, number: Number) -> bool:
        """Whether it is known; what came out is not taken from code, and a whole number that may count things is not rounded to."""
        if number.small and number.value in UNITS:
            return True
        close = abs(number.value) * CLOSE
        near = close if number.small else number.half * ROUNDED
        exact = (self.claims,) if number.outcome else (self.claims, self.code)
        printed = number.scales if number.half >= 0.5 else {*number.scales, 1.0}  # a table may tell its unit elsewhere
        return any(abs(scale * value - number.value) <= close for scale in number.scales for held in exact for value in held) or any(
            abs(scale * value - number.value) <= near for scale in printed for value in self.printed
        )


@functools.cache
def shown(book: Book) -> dict[tuple[str, int], Known]:
    """What each section of a book shows, without those below it, by the name of its page and its line."""
    return {(section.page.name, section.first): of_section(section, book) for section in book.sections}


def around(book: Book, page: Page, line: int, links: Iterable[str]) -> Known:
    """What is shown in the section that holds a line, and in those that links lead to, with all below them."""
    known = shown(book)
    found = [known[page.name, max((heading.line for heading in page.headings if heading.line <= line), default=page.headings[0].line)]]
    for link in links:
        file, _, anchor = link.partition("#")
        there = book.pages.get(file.removesuffix(".md")) if file else page
        if there is not None:
            found += [known[there.name, below] for below in branch(there, anchor) if (there.name, below) in known]
    return Known.of(found)


def whole(book: Book, page: Page) -> Known:
    """What all of a page shows."""
    return Known.of(known for (name, _), known in shown(book).items() if name == page.name)


def branch(page: Page, anchor: str) -> Iterator[int]:
    """The lines of a heading and of those below it."""
    level = None
    for heading in page.headings:
        if level is not None and heading.level <= level:
            return
        if heading.anchor == anchor:
            level = heading.level
        if level is not None:
            yield heading.line


def of_section(section: Section, book: Book) -> Known:
    """What one section shows."""
    known, words = Known(), book.language["numbers"]["words"]
    for block in section.blocks:
        if block.info == "python":
            known.code.update(values(ASIDE.sub(" ", block.text)))
        else:
            known.printed.update(values(block.text))
            known.printed.update(value / 100 for value in values(block.text) if PERCENT.search(block.text))
    drawn = {
        figure.target.removeprefix("snippets/").removesuffix(".svg")
        for figure in section.page.figures
        if section.first < figure.line <= section.last
    }
    for snippet in (section.page.snippets.get(stem) for stem in drawn | {stem for stem, _ in section.regions}):
        if snippet is not None:
            text = claimed(snippet)
            known.claims.update(values(text), (number.value for number in in_words(text, words)))
            if snippet.id in drawn:
                known.claims.update(value for text in texts(Record.read(snippet).figure or "<svg/>") for value in values(text))
    return known


def values(text: str) -> set[float]:
    """The values of the numbers in digits of a text; with 1e-9 also 9, the decimals that it leaves equal."""
    found = {number.value / 100 if number.scales == SHARE else number.value for number in in_digits(text)}
    return found | {float(places) for places in DECIMALS if 10.0**-places in found}


def claimed(snippet: Snippet) -> str:
    """The claims of a snippet as they are written, without what is no value."""
    return ASIDE.sub(" ", "\n".join(snippet.lines[snippet.regions[-1].last :]))


def texts(drawn: str) -> Iterator[str]:
    """The texts of a figure but for those at the ticks of its axes."""
    inside = [ElementTree.fromstring(drawn)]
    while inside:
        element = inside.pop()
        if element.tag.endswith("}text"):
            yield "".join(element.itertext())
        inside += [below for below in element if not re.match(r"[xyz]tick_", below.get("id", ""))]
