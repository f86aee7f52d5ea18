"""What a section shows: the numbers of its code, its output, its claims and the texts in its figures, line by line."""

import functools
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from torchproof.book.book import Book, Section
from torchproof.book.page import Page
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.rules.quantities import SHARE, Number, in_digits, in_words
from torchproof.rules.verdicts import content

CLOSE, ROUNDED = 1e-9, 1.0001
PERCENT = re.compile(r"(?<!\d)(?<!\d )%")
"""A sign at the head of a column."""
DECIMALS = range(3, 17)
ROW = 3
"""As many numbers in a line of code are data, as many digits make a number that has no double, and of as many lines of output none needs a name."""
TERMS = re.compile(r"[\d_]")
"""What parts the words of a name."""
ASIDE = re.compile(
    r"^ *(?:\w+, )?(?:fig|ax|axes|plt)\b.*\n?|(?<=[\w\])])\[-?\d+(?:, *-?\d+)*\]|:[<>^+, ]*\d*,?(?:\.\d+)?[a-z%]?\}", re.MULTILINE
)
"""What in code is no value: lines that draw (what they write stands in the figure), indices, and how a number is printed."""


@dataclass(frozen=True)
class Line:
    """One line that shows numbers: of code, of claims ("claim", which texts in a figure are too), or of output ("printed").

    Attributes:
        kind, program: what it is, and of which program.
        text: what it says; of output with the line at the head of its table.
        values: its numbers as they follow one another; a percentage as a fraction of 1.
        words: what it speaks of; a name such as `test_acc` in its parts.
        share: 100 where the head of its table says that its numbers may be percentages.
    """

    kind: str
    program: str
    text: str
    values: tuple[float, ...]
    words: frozenset[str] = frozenset()
    share: int = 1

    def places(self, number: Number) -> list[int]:
        """At which of its values a number may be told from: a setting from a line that names it; what came out, and a zero with decimals, not from code."""
        printed = self.kind == "printed"
        if self.kind == "code" and (number.outcome or not (number.value or number.small)):
            return []
        if number.named and not printed and not re.search(number.named, self.text, re.IGNORECASE):
            return []
        close = abs(number.value) * CLOSE
        slack = close if number.small or not number.value or not printed else number.half * ROUNDED
        scales = (*number.scales, 1.0) if printed and number.half < 0.5 else number.scales  # a table may tell its unit elsewhere
        if self.share != 1:
            scales += tuple(scale / self.share for scale in scales)
        return [at for at, value in enumerate(self.values) if any(abs(scale * value - number.value) <= slack for scale in scales)]

    def told(self, words: set[str]) -> "Line":
        """What of it a text with some words may speak of: all where they share one; else rows of numbers in code, and long numbers."""
        if not self.words or self.words & words or (self.kind == "code" and len(self.values) >= ROW):
            return self
        return replace(self, values=tuple(value for value in self.values if self.kind == "code" and is_long(value)))


def is_long(value: float) -> bool:
    """Whether a number has so many digits that it stands somewhere else by chance only."""
    return abs(value) >= 100 or len(f"{abs(value):g}".replace(".", "").lstrip("0")) >= ROW


@dataclass(frozen=True)
class Known:
    """The lines near a passage that show numbers. A text may round what was printed; the others it must meet."""

    lines: list[Line] = field(default_factory=list)

    def holds(self, number: Number) -> bool:
        """Whether it is known; what may count things is not rounded to, and zero is as often the end of a range as a result."""
        return (number.small and not number.value) or any(line.places(number) for line in self.lines)

    @property
    def columns(self) -> dict[tuple[str, str], list[Line]]:
        """The lines of one kind of one program, as they follow one another."""
        found: dict[tuple[str, str], list[Line]] = {}
        for line in self.lines:
            found.setdefault((line.program, line.kind), []).append(line)
        return found


@functools.cache
def shown(book: Book) -> dict[tuple[str, int], dict[str, "Program"]]:
    """What each program shows in each section of a book, without those below it, by the name of its page and its line."""
    return {(section.page.name, section.first): of_section(section, book) for section in book.sections}


def around(book: Book, page: Page, line: int, links: Iterable[str]) -> list[Line]:
    """What the programs next above and next below a line show in its section, and all in the sections that links lead to."""
    known = shown(book)
    own = known[page.name, max((heading.line for heading in page.headings if heading.line <= line), default=page.headings[0].line)].values()
    programs = [program for program in own if program.first < line][-1:] + [program for program in own if program.last > line][:1]
    for link in links:
        file, _, anchor = link.partition("#")
        there = book.pages.get(file.removesuffix(".md")) if file else page
        for heading in there.branch(anchor) if there else ():
            programs += known.get((there.name, heading), {}).values()
    return [line for program in {id(program): program for program in programs}.values() for line in program.lines]


def spoken(near: Iterable[Line], said: str, book: Book) -> Known:
    """What of the lines that are near speaks of what is said."""
    words = content(said, book)
    return Known([line.told(words) for line in near])


def whole(book: Book, page: Page) -> Known:
    """What all of a page shows."""
    return Known(
        [line for (name, _), own in shown(book).items() if name == page.name for program in own.values() for line in program.lines]
    )


@dataclass
class Program:
    """What one program shows in a section: from where to where it stands there, and its lines."""

    first: int
    last: int
    lines: list[Line] = field(default_factory=list)

    def add(self, book: Book, kind: str, name: str, text: str, known: Iterable[float], head: str = "", share: int = 1) -> None:
        """Add a line, where it shows numbers; what stands at the head of its table speaks for it where it says something itself."""
        if found := tuple(known):
            words = content(TERMS.sub(" ", text), book)
            words |= content(TERMS.sub(" ", head), book) if words else set()
            self.lines.append(Line(kind, name, f"{head} {text}", found, frozenset(words), share))


def of_section(section: Section, book: Book) -> dict[str, Program]:
    """What each program shows in one section, in the order in which they begin there."""
    words, found = book.language["numbers"]["words"], {}
    for stem in dict.fromkeys(stem for stem, _ in section.regions):
        lines = [block.line for block in section.blocks if block.include and block.include[0] == stem]
        program = found[stem] = Program(lines[0], lines[-1])
        for text in section.page.snippets[stem].shown.splitlines():
            program.add(book, "code", stem, text, values(ASIDE.sub(" ", text)))
    for block in section.blocks:
        name, head, share = block.include[0] if block.include else "", "", 100 if PERCENT.search(block.text) else 1
        program = found.setdefault(name, Program(block.line, block.last))
        lines = block.text.splitlines() if block.info != "python" else []
        for text in lines:
            told = values(text)
            head = head if told else text
            label = f"{head} {text}" if len(lines) > ROW else ""
            program.add(book, "printed", name, label, told, lines[0], share)
    drawn = {
        figure.target.removeprefix("snippets/").removesuffix(".svg"): figure.line
        for figure in section.page.figures
        if section.first < figure.line <= section.last
    }
    for stem in [*dict.fromkeys(stem for stem, _ in section.regions), *drawn]:
        snippet = section.page.snippets.get(stem)
        if snippet is not None:
            line = drawn.get(stem, section.last)
            program = found.setdefault(stem, Program(line, line))
            for text in re.split(r"\n(?=\S)", claimed(snippet)):
                program.add(book, "claim", stem, text, [*values(text), *(number.value for number in in_words(text, words))])
            if stem in drawn:
                program.first, program.last = min(program.first, line), max(program.last, line)
                for text in texts(Record.read(snippet).figure or "<svg/>"):
                    program.add(book, "claim", stem, text, values(text))
    return dict(sorted(found.items(), key=lambda item: item[1].first))


def values(text: str) -> list[float]:
    """The values of the numbers in digits of a text; with 1e-9 also 9, the decimals that it leaves equal."""
    found = [number.value / 100 if number.scales == SHARE else number.value for number in in_digits(text)]
    return found + [float(places) for places in DECIMALS if 10.0**-places in found]


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
