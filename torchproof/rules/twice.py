"""Rules for what is written twice: the numbers of a page, and its words that turn a sentence round, stand in a list beside the tests too."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain, groupby
from pathlib import Path

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page, Passage
from torchproof.book.text import read_text, replace
from torchproof.rules.numbers import told
from torchproof.rules.quantities import in_digits, in_words
from torchproof.rules.sentences import anchor_at, sentences
from torchproof.rules.shown import Known

FOLDER = Path("tests/told")


def listed(page: Page, book: Book) -> Iterator[Fault]:
    """Every number of a page, and every word that turns a sentence round, stands in `tests/told` too, with the program that shows it.

    Another number that the same section shows, or "fewer" for "more", reads as well as what is true. Who changes one writes it twice.
    """
    path, want = place(page, book), lines(page, book)
    have = read_text(path).splitlines() if path.exists() else []
    for kind, first, last, begin, end in SequenceMatcher(None, have, [text for _, text in want], autojunk=False).get_opcodes():
        if kind != "equal":
            line = want[begin][0] if begin < len(want) else len(page.lines)
            says, held = (" / ".join(texts) or "nothing" for texts in ([text for _, text in want[begin:end]], have[first:last]))
            what = f"the text tells {says!r}, and {path} holds {held!r}"
            yield page.fault(
                line, what, f"correct it; or, where its program says so, python -m torchproof told {page.name}, and look at the diff"
            )


def lists(book: Book) -> Iterator[Fault]:
    """Every list of what a page tells is of a page.

    One that is left behind would tell of whatever page gets that name next.
    """
    for path in sorted((book.root / FOLDER / book.folder.name).glob("*")):
        if path.suffix != ".txt" or path.stem not in book.pages:
            yield Fault(f"{path}:1", "is of no page", "remove it, or name it as its page")


def write(book: Book, names: list[str]) -> None:
    """Write the lists of some pages, of all where none is named."""
    for name in names or book.pages:
        path = place(book.pages[name], book)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, "".join(f"{text}\n" for _, text in lines(book.pages[name], book)))


def place(page: Page, book: Book) -> Path:
    """The list of a page."""
    return book.root / FOLDER / book.folder.name / f"{page.name}.txt"


def lines(page: Page, book: Book) -> list[tuple[int, str]]:
    """The lines of the list of a page, each with the page's: a heading's anchor, and what each passage below it tells."""
    carriers = {id(passage): carried(passage, known, book) for passage, known in told(page, book)}
    found = [(1, f"{name}: {text}") for name, said in page.meta.items() if (text := joined(tells(str(said), {}, book)))]
    section = ""
    for line, row in groupby(page.passages, lambda passage: passage.line):
        if text := joined([part for passage in row for part in tells(passage.text, carriers.get(id(passage), {}), book)]):
            before, section = section, f"# {anchor_at(page, line)}"
            found += [(line, section), (line, text)] if section != before else [(line, text)]
    return found


def carried(passage: Passage, known: Known, book: Book) -> dict[int, str]:
    """The place of each result in a passage → the program that shows it."""
    found = {}
    for sentence in sentences(passage, book):
        found |= {sentence.at + number.at: known.carrier(number) or "" for number in sentence.results}
    return found


def tells(text: str, carriers: dict[int, str], book: Book) -> list[tuple[str, str]]:
    """The numbers of a text, and the words that turn it round, in order, each with the program that shows it, if one does."""
    says = book.language
    turns = "|".join({*says["verdicts"]["negations"], *chain.from_iterable(says["verdicts"]["opposites"])})
    found = {turn.start(): turn[0].lower() for turn in re.finditer(rf"\b(?:{turns})\b", text, re.IGNORECASE)}
    found |= {number.at: number.text for number in in_words(text, says["numbers"]["words"]) if number.value != 1}
    found |= {number.at: number.text for number in in_digits(text, says["numbers"]["percent"])}
    return [(" ".join(found[at].split()), carriers.get(at, "")) for at in sorted(found)]


def joined(parts: list[tuple[str, str]]) -> str:
    """What a passage tells, in one line; what follows each other and has one program as "2, 1 (mlp/neuron)"."""
    runs = [(", ".join(word for word, _ in run), name) for name, run in groupby(parts, lambda part: part[1])]
    return "; ".join(f"{said} ({name})" if name else said for said, name in runs)
