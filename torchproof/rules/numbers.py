"""Rules for the numbers in the text: every result is shown by a run, near where it is told."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page, Passage, Piece
from torchproof.rules.quantities import Number
from torchproof.rules.sentences import QUESTIONS, Sentence, anchor_at, asks, rows, sentences
from torchproof.rules.shown import Known, Line, around, whole

ROUGH = 0.1
"""How far from a ratio or a difference a number may be behind a word such as "about"."""


def numbers(page: Page, book: Book) -> Iterator[Fault]:
    """Every result typed in the text, and every count in words, occurs in code, output, claims or figures of the program next to it, or of a section that its paragraph links, digit for digit or behind a word such as "about", on a line that shares a word with its sentence or the one before; a setting such as a rate on a line that names it, and what came out in a small number or in words, or is held by a claim only, on the line that says most of its sentence.

    A number that no run shows is taken on trust, and so is one of another program. A ratio, difference or share stands in one sentence with its parts; a footnote gives
    the source of what stands before it in its sentence, and of nothing that is said of this book's own runs.
    """
    for line, number in unknown(page, book):
        what = f"the text says {number.text!r}, which nothing in this section shows"
        yield page.fault(line, what, "print it, correct it, link the section that shows it, or give its source in a footnote")


def unknown(page: Page, book: Book) -> Iterator[tuple[int, Number]]:
    """The results of a page that are shown nowhere near, with their lines."""
    for sentence, known in told(page, book):
        held = [number for number in sentence.results if known.holds(number)]
        for number in sentence.results:
            if number not in held and number.at >= sentence.sourced and not derived(number, held, sentence, book):
                yield sentence.line + sentence.text.count("\n", 0, number.at), number


@functools.lru_cache(maxsize=1)  # two rules ask it, one after the other
def told(page: Page, book: Book) -> list[tuple[Sentence, Known]]:
    """The sentences of a page that may tell results, each with what is shown near it and speaks of it, or of the sentence before it.

    A row of a table and an alternative text are read as one; title and description are told of the whole page.
    """
    found = []
    for name, said in page.meta.items():
        line = next((number for number, text in enumerate(page.lines, 1) if text.startswith(f"{name}:")), 1)
        for sentence in sentences(Passage(line, "paragraph", [Piece(line, "text", str(said), None, False)]), book):
            found.append((uncounted(sentence), Known(whole(book, page), sentence.text, "", book)))
    announces = {section.anchor for section in book.sections if section.page.name == page.name and section.passing}
    given: list[Line] = []
    for passage in page.passages:
        if asks(page, passage):
            asked = tuple(number for sentence in sentences(passage, book) for number in sentence.results)
            given.append(Line("claim", "", passage.text, asked))
    for row in rows(page):
        near = around(book, page, row[0].line, [link for passage in row for link in passage.links])
        near += given if anchor_at(page, row[0].line) == QUESTIONS else []
        for passage in row:
            text = passage.kind == "paragraph" and not any(passage.only("image"))
            before = "" if text else " ".join(other.text for other in row)
            for sentence in sentences(passage, book):
                if anchor_at(page, passage.line) in announces or passage.kind in ("heading", "title"):
                    sentence = uncounted(sentence)
                found.append((sentence, Known(near, sentence.text, before, book)))
                before = sentence.text if text else before
    return found


def uncounted(sentence: Sentence) -> Sentence:
    """A sentence without the small numbers in words that count something: what only announces or sums up counts the things of other sections."""
    return replace(sentence, results=[number for number in sentence.results if not number.count])


def derived(number: Number, held: Iterable[Number], sentence: Sentence, book: Book) -> bool:
    """Whether a number is told as the ratio, difference or share of two known ones of its sentence."""
    says, before, after = book.language["numbers"], sentence.text[: number.at], sentence.text[number.at + len(number.text) :]
    if not (re.match(says["compares"], after, re.IGNORECASE) or re.search(rf"(?:{says['by']})$", before, re.IGNORECASE)):
        return False
    rough = re.search(rf"(?:{says['about']}) $", before, re.IGNORECASE)
    slack = max(number.half * 1.0001, abs(number.value) * (ROUGH if rough else 1e-9))
    pairs = [(one.value, other.value) for one in held for other in held if one is not other]
    found = [one - other for one, other in pairs] + [one / other for one, other in pairs if other]
    return any(abs(scale * value - number.value) <= slack for value in found for scale in (1.0, *number.scales))
