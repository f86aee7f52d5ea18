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
ROW = 3
"""As many numbers in a line of code are data, as many digits make a number that has no double, and as many lines of output are few."""
LEADING = re.compile(r"-?0\d")
"""How no number begins."""
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
        few: whether it is one of few lines of output, of which a small number needs no name.
    """

    kind: str
    program: str
    text: str
    values: tuple[Number, ...]
    words: frozenset[str] = frozenset()
    share: int = 1
    few: bool = False

    @functools.cached_property
    def data(self) -> set[float]:
        """Its numbers, whatever their signs, where they are so many in code that it may be a row of data."""
        return {abs(value.value) for value in self.values} if self.kind == "code" and len(self.values) >= ROW else set()


@dataclass(frozen=True)
class Near:
    """A line near a sentence.

    Attributes:
        told: how many of the numbers of the sentence, and of what stands before it, are among its data.
        near, own: how many of its words stand in the sentence or before it, and in the sentence itself, where `most` is what one of the lines near has.
    """

    line: Line
    told: int
    near: int
    own: int
    most: int

    def places(self, number: Number) -> list[int]:
        """At which of its values a number may be told from, digit for digit; what was printed may be rounded behind a word such as "about"."""
        line = self.line
        rounds, printed = number.rough and line.kind == "printed", line.kind == "printed"
        slack = number.half * ROUNDED if rounds else abs(number.value) * CLOSE
        scales = (*number.scales, 1.0) if printed and number.half < 0.5 else number.scales  # a table may tell its unit elsewhere
        if line.share != 1:
            scales += tuple(scale / line.share for scale in scales)
        free = rounds or not number.half
        counts = line.kind == "code" or (number.small and not number.outcome)  # 100.0 in code is 100

        def meets(value: Number, scale: float) -> bool:
            if abs(scale * value.value - number.value) > slack:
                return False
            share = scale > 1 and not printed and abs(value.value) <= 1  # 0.9 in a program is 90 %
            form = scale != 1 or counts or not value.half or (value.half < 0.5) == (number.half < 0.5)
            return free or share or (form and scale * value.half <= number.half * ROUNDED)

        return [at for at, value in enumerate(line.values) if any(meets(value, scale) for scale in scales) and self.speaks(number, value)]

    def speaks(self, number: Number, value: Number) -> bool:
        """Whether it may speak of a number by one of its values: it names the setting, or shares words with the sentence, or is a row of data.

        What came out, and a zero with decimals, stands in no code. What came out in words, and a claim, stands on the line that says most of
        the sentence. A percentage is no datum, a small number is one among others that are told, and a result is none where another line says much of its sentence.
        """
        line = self.line
        if line.kind == "code" and (number.outcome or not (number.value or number.small)):
            return False
        if number.named and line.kind != "printed":
            return bool(re.search(number.named, line.text, re.IGNORECASE))
        if not line.words or (line.few and number.small and not number.came):
            return not number.came
        if self.near:
            return self.own == self.most or not (number.came or line.kind == "claim")
        data = len(line.values) >= ROW and (number.count or number.half >= 0.5) and (self.told > 1 or not number.small)
        plain = number.scales == (1.0,) and (number.small or self.most <= ROW)
        return line.kind == "code" and plain and (data or is_long(value.value))


def is_long(value: float) -> bool:
    """Whether a number has so many digits that it stands somewhere else by chance only."""
    return abs(value) >= 100 or len(f"{abs(value):g}".replace(".", "").lstrip("0")) >= ROW


@dataclass(frozen=True)
class Known:
    """What the lines near a sentence show of it, and of what stands before it. A text may round what was printed; the others it must meet."""

    near: list[Line]
    said: str
    before: str
    book: Book

    @functools.cached_property
    def lines(self) -> list[Near]:
        """The lines that are near, with how much of each is said."""
        text = f"{self.before} {self.said}"
        words, own = content(text, self.book), content(self.said, self.book)
        told = [abs(number.value) for number in (*in_digits(text), *in_words(text, self.book.language["numbers"]["words"]))]
        shared = [len(line.words & own) for line in self.near]
        most = max(shared, default=0)
        return [
            Near(line, sum(value in line.data for value in told), len(line.words & words), said, most)
            for line, said in zip(self.near, shared, strict=True)
        ]

    def holds(self, number: Number) -> bool:
        """Whether it is known; what may count things is not rounded to, and zero is as often the end of a range as a result."""
        if LEADING.match(number.text):
            return False
        return (number.small and not (number.value or number.outcome)) or any(line.places(number) for line in self.lines)

    @property
    def columns(self) -> dict[tuple[str, str], list[Near]]:
        """The lines of one kind of one program, as they follow one another."""
        found: dict[tuple[str, str], list[Near]] = {}
        for near in self.lines:
            found.setdefault((near.line.program, near.line.kind), []).append(near)
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


def whole(book: Book, page: Page) -> list[Line]:
    """What all of a page shows."""
    return [line for (name, _), own in shown(book).items() if name == page.name for program in own.values() for line in program.lines]


@dataclass
class Program:
    """What one program shows in a section: from where to where it stands there, and its lines."""

    first: int
    last: int
    lines: list[Line] = field(default_factory=list)

    def add(
        self, book: Book, kind: str, name: str, text: str, known: Iterable[Number], head: str = "", share: int = 1, few: bool = False
    ) -> None:
        """Add a line, where it shows numbers; what stands at the head of its table speaks for it where it says something itself."""
        if found := tuple(known):
            words = content(TERMS.sub(" ", text), book)
            words |= content(TERMS.sub(" ", head), book) if words else set()
            self.lines.append(Line(kind, name, f"{head} {text}", found, frozenset(words), share, few))


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
            program.add(book, "printed", name, f"{head} {text}", told, lines[0], share, len(lines) <= ROW)
    drawn = {
        figure.target.removeprefix("snippets/").removesuffix(".svg"): figure.line
        for figure in section.page.figures
        if section.first < figure.line <= section.last
    }
    for stem in dict.fromkeys([*(stem for stem, _ in section.regions), *drawn]):
        snippet = section.page.snippets.get(stem)
        if snippet is not None:
            line = drawn.get(stem, section.last)
            program = found.setdefault(stem, Program(line, line))
            for text in re.split(r"\n(?=\S)", claimed(snippet)):
                program.add(book, "claim", stem, text, [*values(text), *in_words(text, words)])
            if stem in drawn:
                program.first, program.last = min(program.first, line), max(program.last, line)
                for text in texts(Record.read(snippet).figure or "<svg/>"):
                    program.add(book, "claim", stem, text, values(text))
    return dict(sorted(found.items(), key=lambda item: item[1].first))


def values(text: str) -> list[Number]:
    """The numbers in digits of a text, percentages as fractions of 1."""
    return [
        replace(number, value=number.value / 100, half=number.half / 100) if number.scales == SHARE else number
        for number in in_digits(text)
    ]


def claimed(snippet: Snippet) -> str:
    """The claims of a snippet as they are written, without what is no value."""
    return ASIDE.sub(" ", "\n".join(snippet.lines[snippet.regions[-1].last + 1 :]))


def texts(drawn: str) -> Iterator[str]:
    """The texts of a figure but for those at the ticks of its axes."""
    inside = [ElementTree.fromstring(drawn)]
    while inside:
        element = inside.pop()
        if element.tag.endswith("}text"):
            yield "".join(element.itertext())
        inside += [below for below in element if not re.match(r"[xyz]tick_", below.get("id", ""))]
