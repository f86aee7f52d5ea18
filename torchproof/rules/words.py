"""Rules for the words on a page: quoted messages, references, terms."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from torchproof.book.book import INTRODUCTION, Book, Section
from torchproof.book.fault import Fault
from torchproof.book.page import Page, Passage

ERROR = re.compile(r"\w+(?:Error|Warning): .+")
TERM = re.compile(r"[^\W\d_][^*\n]{1,40}[\w)]")


def messages(page: Page, book: Book) -> Iterator[Fault]:
    """Every message of torch that the text quotes was printed by a snippet of the book.

    People search for messages word by word. One stands in quotation marks in bold, alone in a heading or in the first cell of a row, or
    as `SomeError: …` in backticks; "…" in it stands for what may differ.
    """
    for passage in page.passages:
        for line, message in quotes(passage):
            if not holds(book.printed, message):
                what = f"quotes the message {message!r}, which no snippet of the book printed"
                yield page.fault(line, what, "print it in a snippet, or correct it")


def holds(printed: str, message: str) -> bool:
    """Whether what was printed, in one line, holds a message, in which "…" stands for what may differ."""
    return bool(re.search(".*".join(re.escape(part.strip()) for part in message.split("…")), printed))


def answers(page: Page, book: Book) -> Iterator[Fault]:
    """A message that is quoted in a table leads to a section that prints it, and a link whose words are a term to one that speaks of it.

    Whoever follows it would read of another thing.
    """
    known = defined(book)
    for passage in page.passages:
        quoted = [message for _, message in quotes(passage)] if passage.kind == "cell" else []
        for link, pieces in groupby(passage.pieces, lambda piece: piece.link):
            said = "".join(piece.text for piece in pieces) if link else ""
            terms = {key for key in known.used(said) if len(key) == len(tokens(said))}
            there = list(led(link, page, book)) if quoted or terms else []
            printed = " ".join(" ".join(block.text.split()) for section in there for block in section.blocks)
            told = " ".join(text for section in there for text in (section.title, *(passage.text for passage in section.passages)))
            if there and not (all(holds(printed, message) for message in quoted) and terms <= set(known.used(told))):
                yield page.fault(passage.line, f"{said!r} leads to {link!r}, which does not speak of it", "lead to the section that does")


def led(link: str | None, page: Page, book: Book) -> Iterator[Section]:
    """The section to which a link inside the book leads, and those below it; none where it names no heading."""
    file, _, anchor = (link or "").partition("#")
    there = book.pages.get(file.removesuffix(".md")) if file else page
    lines = set(there.branch(anchor)) if there and anchor else set()
    yield from (section for section in book.sections if section.page.name == there.name and section.first in lines) if lines else ()


def quotes(passage: Passage) -> Iterator[tuple[int, str]]:
    """The messages that a passage quotes, each with its line."""
    whole = passage.kind == "heading" or (passage.kind == "cell" and passage.column == 0)
    alone = [(passage.line, passage.text.strip())] if whole else []
    for line, text in [*((line, words) for line, words, _ in passage.bold), *alone]:
        if len(text) > 2 and text[0] == text[-1] == '"':
            yield line, text[1:-1]
    yield from ((piece.line, piece.text) for piece in passage.only("code") if ERROR.fullmatch(piece.text))


def references(page: Page, book: Book) -> Iterator[Fault]:
    """The text refers to its own figures, sections and chapters by name and with a link, never by number.

    Numbers move when something is put before them. Sources count their own.
    """
    sources = next((heading.line for heading in page.headings if heading.anchor == "sources"), len(page.lines) + 1)
    for passage in page.passages:
        if passage.line < sources and passage.kind != "note":
            number, name = (re.search(book.language["references"][kind], passage.text, re.IGNORECASE) for kind in ("number", "name"))
            if number:
                yield page.fault(passage.line, f"refers to '{number[0]}', and numbers move", "name it, and link it")
            elif name and not passage.links and passage.kind != "heading":
                yield page.fault(passage.line, f"refers to '{name[0]}' without a link", "link it")


def terms(page: Page, book: Book) -> Iterator[Fault]:
    """No term is used before the section that defines it, unless the paragraph links that section.

    Who reads from top to bottom meets no unknown word. Told is the first use on each page.
    """
    known, told = defined(book), set()
    for number, section in enumerate(book.sections):
        for passage in section.passages if section.page is page and tells(section) else ():
            aloud = set(known.used(silent(passage)))
            for key in known.used(passage.text) if passage.kind == "paragraph" else ():
                term, home, place = known.homes[key]
                if place <= number or key in told:
                    continue
                file = "" if home.page is page else f"{home.page.name}.md"
                if any(link == file or link.startswith(f"{file}#") for link in passage.links):
                    told.add(key)
                elif key in aloud:
                    told.add(key)
                    what = f"the term {term!r} is used, but first defined in {home.page.name}.md#{home.anchor}"
                    mend = f"link it there, [{term}]({file}#{home.anchor}), define it here in bold, or say it in other words"
                    yield page.fault(passage.line, what, mend)


def tells(section: Section) -> bool:
    """Whether a section teaches: it neither announces nor sums up, and is not on the landing page."""
    return not section.passing and section.page.name != INTRODUCTION


def silent(passage: Passage) -> str:
    """What a passage says outside code, formulas, links and images."""
    return "".join(piece.text for piece in passage.only("text", "break") if piece.link is None)


def tokens(text: str) -> list[str]:
    """The words and signs of a text, in small letters."""
    return re.findall(r"\w+|[^\w\s]", text.casefold())


@dataclass(frozen=True)
class Terms:
    """The terms of a book: tokens → the term as written, the section that defines it, the first that has it in bold, and that one's place."""

    homes: dict[tuple[str, ...], tuple[str, Section, int]]

    @functools.cached_property
    def lengths(self) -> dict[str, set[int]]:
        """First token → how many tokens the terms have that begin with it, in the singular or with an "s"."""
        found: dict[str, set[int]] = {}
        for first, *rest in self.homes:
            for token in (first,) if rest else (first, f"{first}s"):
                found.setdefault(token, set()).add(1 + len(rest))
        return found

    def used(self, text: str) -> Iterator[tuple[str, ...]]:
        """The terms that a text uses, in the singular or with an "s", as keys of `homes`."""
        words = tokens(text)
        for start, word in enumerate(words):
            for length in self.lengths.get(word, ()):
                key = tuple(words[start : start + length])
                yield from (each for each in (key, (*key[:-1], key[-1].removesuffix("s"))) if each in self.homes)


@functools.cache
def defined(book: Book) -> Terms:
    """The bold terms of a book."""
    found: dict[tuple[str, ...], tuple[str, Section, int]] = {}
    for place, section in enumerate(book.sections):
        for passage in section.passages if tells(section) else ():
            for _, term, after in passage.bold:
                plain = TERM.fullmatch(term) and after not in (":", "?") and len(term.split()) <= 4
                if plain and term.casefold() not in book.language["emphasis"]["words"]:
                    found.setdefault(tuple(tokens(term)), (term, section, place))
    return Terms(found)
