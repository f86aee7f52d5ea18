"""Rules for what the text says of seeds: in how many the claims of a program hold."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from torchproof.attack.seeds import trains
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.book.snippet import words
from torchproof.evidence.proof import Proof
from torchproof.rules.quantities import finder, in_digits, in_words
from torchproof.rules.sentences import STOP, parted
from torchproof.rules.verdicts import content, opposite


@dataclass(frozen=True)
class Count:
    """What the text says of seeds.

    Attributes:
        line, words, numbers: where it stands, what it says, and the numbers in that.
        rest: whether it counts the other seeds, in which the claims do not hold.
        sentence, passage: its sentence up to it, and all around it.
        stem: the last snippet above it in its section, None where there is none.
    """

    line: int
    words: str
    numbers: list[float]
    rest: bool
    sentence: str
    passage: str
    stem: str | None


def counts(page: Page, book: Book) -> Iterator[Fault]:
    """The text says truly in how many seeds the claims of a snippet hold, and says so of every snippet that trains, where it speaks of the claim that fell; of several seeds it speaks in such a count only.

    A conclusion from one seed may be luck. "n of 20 seeds" speaks of the last snippet above it in its section, with a word of its claims; a reader takes it for a count of what its own sentence says.
    """
    says, spoken = book.language["seeds"], dict[str | None, list[Count]]()
    for said in counted(page, book):
        spoken.setdefault(said.stem, []).append(said)
        held = tried(page, said.stem)
        whole = held is not None and held[0] == held[1]
        true = [] if held is None else [[held[1] - held[0], held[1]]] if said.rest else [[*held], *([[], [held[0]]] if whole else [])]
        if said.numbers not in true:
            tells = says["told"].format(*held) if held else "nothing"
            what = f"the text says {said.words!r}, the proof of {said.stem or 'no program in this section'} says {tells!r}"
            yield page.fault(said.line, what, f"correct it, or nox -s prove -- {said.stem or page.name}")
        elif not any(content(claim, book) & content(said.passage, book) for claim in claims(page, said.stem)):
            what = f"what the text says of {said.words!r} shares no word with the claims of {said.stem}"
            yield page.fault(said.line, what, f"say what it claims: {'; '.join(claims(page, said.stem))}")
    for stem, told in spoken.items():
        for claim in fell(page, stem):
            if not any(content(claim, book) & content(said.sentence, book) for said in told):
                what = f"what the text says of {told[-1].words!r} does not speak of what fell in the other seeds: {claim!r}"
                yield page.fault(told[-1].line, what, "write the count where that is told")
    for line, loose in uncounted(page, book):
        what = f"the text says {loose!r}, and not of how many seeds in how many"
        yield page.fault(line, what, f"write {says['told'].format('n', 'm')!r} in its sentence, as the proof says")
    for snippet in page.own:
        if snippet.id not in spoken and trains(snippet) and (held := tried(page, snippet.id)):
            line = max((block.line for block in page.blocks if block.include and block.include[0] == snippet.id), default=1)
            what = f"no sentence says in how many seeds the claims of {snippet.id} hold"
            yield page.fault(line, what, f"write '({says['told'].format(*held)})' below it")


def directions(page: Page, book: Book) -> Iterator[Fault]:
    """What a sentence with a count of seeds says is not the opposite of a claim: more is not less, and "not" stands in both or in none.

    A conclusion that was turned round reads as well as the true one.
    """
    for said in counted(page, book):
        for claim in opposite(said.sentence, claims(page, said.stem), book):
            what = f"the text says {' '.join(said.sentence.split())!r}, and {said.stem} claims {claim!r}"
            yield page.fault(said.line, what, "say what it claims, in its words")


@functools.lru_cache(maxsize=1)  # two rules ask it, one after the other
def counted(page: Page, book: Book) -> list[Count]:
    """What the text of a page says of seeds."""
    told, numerals = list[Count](), book.language["numbers"]["words"]
    code = [(block.line, block.include[0]) for block in page.blocks if block.include]
    heads = [heading.line for heading in page.headings]
    for passage in page.passages:
        for form in book.language["seeds"]["counted"]:
            for found in finder(form, numerals).finditer(passage.text):
                line = passage.line_at(found.start())
                first = max((head for head in heads if head <= line), default=0)
                stem = next((stem for at, stem in reversed(code) if first < at < line), None)
                numbers = sorted([*in_digits(found[0]), *in_words(found[0], numerals)], key=lambda number: number.at)
                start = max((stop.end() for stop in STOP.finditer(passage.text, 0, found.start())), default=0)
                sentence = passage.text[start : found.start()]
                rest = bool(re.search(book.language["seeds"]["rest"], sentence, re.IGNORECASE))
                values = [number.value for number in numbers]
                told.append(Count(line, found[0], values, rest, sentence.rstrip("( "), passage.text, stem))
    return told


def uncounted(page: Page, book: Book) -> Iterator[tuple[int, str]]:
    """The lines and words that speak of several seeds in a sentence without a count of them."""
    says, numerals = book.language["seeds"], book.language["numbers"]["words"]
    counts, loose = (finder("|".join(says[name]), numerals) for name in ("counted", "loose"))
    for passage in page.passages:
        for part in parted(passage.text):
            sentence = passage.text[part]
            found = loose.search(sentence)
            if found and not counts.search(sentence):
                yield passage.line_at(part.start + found.start()), found[0]


def claims(page: Page, stem: str | None) -> list[str]:
    """The words of a snippet's claims."""
    return [words(claim) for claim in page.snippets[stem].claims] if stem in page.snippets else []


def table(page: Page, stem: str | None) -> dict | None:
    """What trying other seeds has left in the proof of a snippet; None where they were not tried."""
    found = Proof.read(page.snippets[stem]) if stem in page.snippets else None
    return found.tables.get("seeds") if found else None


def tried(page: Page, stem: str | None) -> tuple[int, int] | None:
    """In how many of how many seeds the claims of a snippet held; None where it was not tried."""
    found = table(page, stem)
    return (found["held"], found["of"]) if found else None


def fell(page: Page, stem: str | None) -> list[str]:
    """The claims of a snippet that fell in some seed."""
    found = table(page, stem)
    return [claim for claim in claims(page, stem) if any(seed.endswith(f": {claim}") for seed in found["fell"])] if found else []
