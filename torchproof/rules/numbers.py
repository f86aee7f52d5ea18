"""Rules for the numbers in the text, and what of a text is a number that a run must show."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from torchproof.attack.seeds import trains
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page, Passage
from torchproof.evidence.proof import Proof

POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
TOKEN = re.compile(
    r"(?<![\w.#/])"
    r"(?P<digits>\d{1,3}(?:(?:,|\{,\}|_|\u202f|\u2009)\d{3})+(?:\.\d+)?|\d+\.\d+|\.\d+|\d+)"
    r"(?:[eE](?P<exponent>[-+]?\d+)|\s*(?:\\times|\\cdot|×|·)\s*10(?:\^\{?(?P<caret>-?\d+)\}?|(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?"
    r"(?P<version>(?:\.\d+)+)?"
    r"(?P<percent>\s*\\?%)?(?![\w])"
)
SENTENCE = re.compile(r"(?<=[.!?])(?:\[\^[\w-]+\])*\s+|(?<=[.!?]\))\s+")


def numbers(page: Page, book: Book) -> Iterator[Fault]:
    """Every result typed in the text occurs in code or output of the page, or its sentence carries a footnote.

    A number that no run shows is taken on trust.
    """
    known = {number.value for block in page.blocks for number in found(block.text)}
    for line, typed in cited(page.passages):
        if not typed.occurs_in(known):
            what = f"the text says {typed.text!r}, which no code or output of this page shows"
            yield page.fault(line, what, "print it, correct it, or give its source in a footnote")


def seeds(page: Page, book: Book) -> Iterator[Fault]:
    """The text says truly in how many seeds the claims of a snippet hold, and says so of every snippet that trains.

    A conclusion from one seed may be luck. A sentence "n of 20 seeds" speaks of the last snippet above it.
    """
    spoken = set()
    code = [(block.line, block.include[0]) for block in page.blocks if block.include]
    for passage in page.passages:
        for said in re.finditer(book.language["seeds"]["counted"], passage.text):
            line = passage.line_at(said.start())
            stem = next((stem for at, stem in reversed(code) if at < line), None)
            spoken.add(stem)
            counted = held(page, stem)
            if counted != (int(said[1]), int(said[2])):
                tells = book.language["seeds"]["told"].format(*counted) if counted else "nothing"
                what = f"the text says {said[0]!r}, the proof of {stem} says {tells!r}"
                yield page.fault(line, what, f"correct it, or nox -s prove -- {stem}")
    for snippet in page.own:
        if snippet.id not in spoken and trains(snippet) and (counted := held(page, snippet.id)):
            line = max((at for at, stem in code if stem == snippet.id), default=1)
            what = f"no sentence says in how many seeds the claims of {snippet.id} hold"
            yield page.fault(line, what, f"write '({book.language['seeds']['told'].format(*counted)})' below it")


def held(page: Page, stem: str | None) -> tuple[int, int] | None:
    """In how many of how many seeds the claims of a snippet held, by its proof; None where it was not tried."""
    proof = Proof.read(page.snippets[stem]) if stem in page.snippets else None
    table = proof.tables.get("seeds") if proof else None
    return (table["held"], table["of"]) if table else None


@dataclass(frozen=True)
class Number:
    """A number as typed: its value, the size of half its last digit, and whether it is a percentage."""

    text: str
    value: float
    half: float
    percent: bool
    digits: str

    @property
    def is_result(self) -> bool:
        """Whether it is a decimal, a percentage, has an exponent, or a whole number of three digits or more."""
        return (
            self.percent
            or "." in self.text
            or "e" in self.text.lower()
            or "10" in self.text[len(self.digits) :]
            or len(re.sub(r"\D", "", self.digits)) >= 3
        )

    def occurs_in(self, known: set[float]) -> bool:
        """Whether one of the known values, rounded to the digits typed, is this number (96 % is 0.96 too)."""
        scales = (1.0, 100.0) if self.percent else (1.0,)
        return any(abs(scale * value - self.value) <= self.half * 1.0001 for value in known for scale in scales)


def found(text: str) -> Iterator[Number]:
    """The numbers of a text, without sign; versions such as 2.14.1 are none."""
    for token in TOKEN.finditer(text):
        if not token["version"]:
            digits = re.sub(r"[^\d.]", "", token["digits"])
            power = int(token["exponent"] or token["caret"] or (token["power"] or "0").translate(POWER))
            half = 0.5 * 10.0 ** (power - len(digits.partition(".")[2]))
            yield Number(token[0].strip(), float(digits) * 10.0**power, half, bool(token["percent"]), token["digits"])


def cited(passages: Iterable[Passage]) -> Iterator[tuple[int, Number]]:
    """The results typed in the text, with their line, sentence by sentence; a row of a table is read as one.

    Those in a sentence with a footnote, in footnotes and in addresses are left out.
    """
    for _, row in groupby(passages, lambda passage: (passage.kind, passage.line) if passage.kind == "cell" else id(passage)):
        cells = [passage for passage in row if passage.kind != "note"]
        sentences = [part for passage in cells for part in parts(passage)]
        if cells and cells[0].kind == "cell" and any("[^" in text for _, text in sentences):
            continue
        for line, text in sentences:
            if "[^" not in text:
                yield from ((line + text.count("\n", 0, text.find(number.text)), number) for number in found(text) if number.is_result)


def parts(passage: Passage) -> Iterator[tuple[int, str]]:
    """The sentences of a passage, each with its line; addresses that stand as they are, are left out."""
    text, start = re.sub(r"https?:\S+", lambda address: "-" * len(address[0]), passage.text), 0
    for end in [*(stop.end() for stop in SENTENCE.finditer(text)), len(text)]:
        if start < end:
            yield passage.line_at(start), text[start:end]
        start = end
