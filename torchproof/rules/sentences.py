"""What the text says, sentence by sentence, with the numbers in it that are results."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from torchproof.book.book import Book
from torchproof.book.page import Page, Passage, Piece
from torchproof.rules.arithmetic import worked
from torchproof.rules.quantities import EITHER, PLAIN, SMALL, Number, finder, in_digits, in_words
from torchproof.rules.words import quotes

STOP = re.compile(r"(?<=[.!?])(?:\[\^[\w-]+\])*\s+|(?<=[.!?]\))\s+")
NOTE = re.compile(r"\[\^[\w-]+\]")
VECTOR = re.compile(r"(?:^|=|\\approx)(?:[-+\d.,()\s]|\\[,;!: ])*(?=$|=|\\approx)")
RAISED = re.compile(r"(?<!10)[\^_](?:\{[^{}]*\}|.)")
SOURCES, QUESTIONS = "sources", "check-yourself"
ADVICE = {"in-practice", "choose"}
"""Sections whose tables hold what to start with, no results."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with its line, what is no number of its own blanked; its results, and up to which place a footnote gives their source."""

    line: int
    text: str
    results: list[Number]
    sourced: int


def rows(page: Page) -> Iterator[list[Passage]]:
    """The passages of a page that may tell results, a row of a table as one: no sources, no advice, no questions to the reader."""
    for _, row in groupby(page.passages, lambda passage: (passage.kind, passage.line) if passage.kind == "cell" else id(passage)):
        passages = list(row)
        anchor, cell = anchor_at(page, passages[0].line), passages[0].kind == "cell"
        if passages[0].kind != "note" and anchor != SOURCES and not asks(page, passages[0]) and not (cell and anchor in ADVICE):
            yield passages


def asks(page: Page, passage: Passage) -> bool:
    """Whether a passage is a question to the reader, whose numbers are given; its answer stands in a box."""
    return anchor_at(page, passage.line) == QUESTIONS and not any(box.line <= passage.line <= box.last for box in page.boxes)


def anchor_at(page: Page, line: int) -> str:
    """The anchor of the section that holds a line."""
    return next((heading.anchor for heading in reversed(page.headings) if heading.line <= line), "")


def sentences(passage: Passage, book: Book) -> Iterator[Sentence]:
    """The sentences of a passage."""
    says = book.language["numbers"]
    text = "".join(legible(piece) for piece in passage.pieces)
    stops = "".join("~" * len(piece.text) if piece.kind in ("code", "formula") else piece.text for piece in passage.pieces)
    quoted = [re.escape(message) for _, message in quotes(passage)]
    counts = [finder(form, says["words"]) for form in book.language["seeds"]["counted"]]
    for blank in [*quoted, r"https?:\S+", *counts, *says["free"]]:
        text = blanked(blank, text)
    for part in parted(stops):
        said = text[part]
        notes = [] if re.search(says["own"], said, re.IGNORECASE) else list(NOTE.finditer(said))
        yield Sentence(passage.line_at(part.start), said, list(results(said, says)), notes[-1].end() if notes else 0)


def parted(text: str) -> Iterator[slice]:
    """Where each sentence of a text stands in it, with what ends it."""
    ends = [stop.end() for stop in STOP.finditer(text)]
    for start, end in pairwise([0, *ends, len(text)]):
        if start < end:
            yield slice(start, end)


def blanked(pattern: str | re.Pattern, text: str) -> str:
    """A text with what a pattern finds blanked, each character by one."""
    return re.sub(pattern, lambda found: "~" * len(found[0]), text, flags=0 if isinstance(pattern, re.Pattern) else re.IGNORECASE)


def legible(piece: Piece) -> str:
    """What a piece says, as long as it is; of a formula decimals, large numbers, and vectors of numbers alone."""
    if piece.kind == "code":
        return blanked(r"\[\^", piece.text)
    if piece.kind != "formula":
        return piece.text
    text = blanked(RAISED, piece.text.translate(PLAIN))
    alone = [range(*vector.span()) for vector in VECTOR.finditer(piece.text)]
    computed = [equation.places for equation in worked(piece.text) if equation.holds]
    for number in list(in_digits(text)):
        if any(number.at in part for part in computed) or (number.small and not any(number.at in part for part in alone)):
            text = text[: number.at] + "~" * len(number.text) + text[number.at + len(number.text) :]
    return text


def results(text: str, says: dict) -> Iterator[Number]:
    """The results in a text: all numbers in digits, and those in words but for what counts the steps of an argument."""
    for found in worked(text):
        if found.holds:
            text = text[: found.places.start] + "~" * len(found.places) + text[found.places.stop :]
    digits, words = list(in_digits(text, says["percent"], says["points"])), list(in_words(text, says["words"]))
    if not digits and not words:
        return
    told, argued = (
        [range(*found.span()) for form in says[kind] for found in finder(form, says["words"]).finditer(text)]
        for kind in ("results", "argued")
    )
    settings = [
        (range(*found.span()), each["shown"]) for each in says["named"] for found in finder(each["said"], says["words"]).finditer(text)
    ]
    about = re.compile(rf"\b(?:{says['rough']}) $", re.IGNORECASE)
    digits, words = (
        [replace(number, named=setting(number, settings), rough=bool(about.search(text[: number.at]))) for number in found]
        for found in (digits, words)
    )
    last = None
    for number in reversed(digits):
        joins = (
            last and last.scales != (1.0,) and re.fullmatch(rf"\s*(?:{says['joined']})\s*", text[number.at + len(number.text) : last.at])
        )
        last = replace(number, scales=EITHER if joins and number.scales == (1.0,) else number.scales)
        last = replace(last, outcome=last.small and any(last.at in form for form in told))
        minus = re.search(rf"(?<!\d )\b{says['minus']}$", text[: number.at])
        yield replace(last, value=-last.value) if minus else last
    for number in words:
        after = text[number.at + len(number.text) :]
        if any(number.at in form for form in told):
            points = re.match(rf"\s*(?:{says['points']})\b", after, re.IGNORECASE)
            yield replace(number, outcome=True, scales=EITHER if points else (1.0,))
        elif number.value >= SMALL or re.match(says["measures"], after, re.IGNORECASE):
            yield number
        elif number.value > 1 and number.value.is_integer() and not any(number.at in form for form in argued):
            yield replace(number, count=True)


def setting(number: Number, settings: list[tuple[range, str]]) -> str:
    """What a line holds that sets a number, where one of the places in which settings are named holds it."""
    return next((shown for places, shown in settings if number.at in places), "")
