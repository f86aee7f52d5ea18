"""How strong the rules for numbers are: in each chapter, results of the prose are replaced by plausible other values, and the rules must notice.

    PYTHONPATH=. python tests/measure.py                  100 numbers of each chapter, each replaced twice
    PYTHONPATH=. python tests/measure.py mlp --show       those of one page, and which replacements pass

A number is replaced once by what someone might mistype (another digit, another word), and once by another number of its section, which
someone might confuse it with. The draw is the same in every run.
"""

import argparse
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from torchproof import rules
from torchproof.book import markdown
from torchproof.book.book import Book, books
from torchproof.book.page import Page, Passage
from torchproof.rules.quantities import finder, in_digits, in_words
from torchproof.rules.sentences import ADVICE, SOURCES, asks

EACH = 100
SILENT = re.compile(
    r"`[^`]*`|\$[^$]*\$|\]\([^()]*\)|<https?:[^>]*>|\{ #[\w-]+ \}|\[\^[\w-]+\]|^\s*\d+\. |[\w/]*\d+[A-Za-z_]\w*|[A-Za-z_]\w*\d+(?:-\d+)*"
)
"""What in a line of the source is no number of the prose: code, formulas, addresses, anchors, marks, names."""
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "sixteen", "twenty", "thirty", "hundred")
RULES = ("arithmetic", "numbers", "seeds", "together")
"""The modules of rules that read numbers."""
OTHERS = "cited, asked, advised"
KINDS = ("decimal", "whole", "small, in a result", "small", "word, in a result", "word", OTHERS)


RESULTS = ("decimal", "whole", "small, in a result", "word, in a result")


@dataclass(frozen=True)
class Typed:
    """A number of the prose: its line, its place in it, its text, its kind, and the section that holds it."""

    line: int
    at: int
    text: str
    kind: str
    section: str


def typed(page: Page, book: Book) -> Iterator[Typed]:
    """The numbers of a page's prose."""
    says = book.language["numbers"]
    forms = [finder(form, says["words"]) for form in says["results"]]
    blocks = {line for block in page.blocks for line in range(block.line, block.last + 1)}
    notes = {line for first, last in page.footnotes.values() for line in range(first, last + 1)}
    begin, anchor, heads = page.headings[0].line, "", {heading.line: heading.anchor for heading in page.headings}
    display = False
    for number, line in enumerate(page.lines, 1):
        anchor = heads.get(number, anchor)
        display ^= line.strip() == "$$"
        if number < begin or number in blocks | notes or anchor == SOURCES or display:
            continue
        text = SILENT.sub(lambda found: "~" * len(found[0]), line)
        told = [range(*found.span()) for form in forms for found in form.finditer(text)]
        for found in in_digits(text):
            digits = re.match(r"[\d.,]*\d", found.text.lstrip("-"))
            if not digits:
                continue
            if not_ours(page, number, anchor, line[found.at :]):
                yield Typed(number, found.at + found.text.index(digits[0]), digits[0], OTHERS, anchor)
                continue
            small = found.small and "small, in a result" if any(found.at in form for form in told) else found.small and "small"
            kind = small or ("decimal" if "." in digits[0] else "whole")
            yield Typed(number, found.at + found.text.index(digits[0]), digits[0], kind, anchor)
        for found in in_words(text, says["words"]):
            if found.text.lower() in WORDS:
                kind = f"word{', in a result' * any(found.at in form for form in told)}"
                yield Typed(number, found.at, found.text, OTHERS if not_ours(page, number, anchor, line[found.at :]) else kind, anchor)


def not_ours(page: Page, line: int, anchor: str, rest: str) -> bool:
    """Whether a number on a line, with the rest of it, is no result of the book: cited, asked, or advised."""
    return asks(page, passage_at(page, line)) or (anchor in ADVICE and rest.rstrip().endswith("|")) or "[^" in re.split(r"[.!?] ", rest)[0]


def mistyped(number: Typed, chance: random.Random) -> str:
    """A number as someone might mistype it."""
    if number.text.lower() in WORDS:
        near = WORDS.index(number.text.lower())
        word = chance.choice([WORDS[place] for place in range(max(0, near - 3), min(len(WORDS), near + 4)) if place != near])
        return word.capitalize() if number.text[0].isupper() else word
    places = [place for place, sign in enumerate(number.text) if sign.isdigit()]
    place = chance.choice(places)
    others = [digit for digit in "0123456789" if digit != number.text[place] and not (digit == "0" and place == 0)]
    return number.text[:place] + chance.choice(others) + number.text[place + 1 :]


def confused(number: Typed, among: list[Typed], chance: random.Random) -> str | None:
    """Another number of its section, of its kind."""
    kind = number.kind.partition(",")[0]
    others = {other.text for other in among if other.kind.partition(",")[0] == kind and other.section == number.section}
    others = sorted(text for text in others if text.lower() != number.text.lower())
    return chance.choice(others) if others else None


def noticed(page: Page, book: Book, tried: list[tuple[Typed, str]]) -> list[bool]:
    """Of each number and what stands instead of it, whether a rule for numbers finds a fault that it does not find in the page as it is.

    One reading of the page tries one number of each passage.
    """
    waiting: dict[int, list[int]] = {}
    for place, (number, _) in enumerate(tried):
        waiting.setdefault(passage_at(page, number.line).line, []).append(place)
    found = [False] * len(tried)
    before = {first: faults(page, book, first) for first in waiting}
    while waiting:
        lines, now = [*page.lines], {first: places.pop() for first, places in waiting.items()}
        for place in sorted(now.values(), key=lambda place: -tried[place][0].at):
            number, instead = tried[place]
            line = lines[number.line - 1]
            lines[number.line - 1] = line[: number.at] + instead + line[number.at + len(number.text) :]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, page.path.name)
            path.write_text("\n".join([*lines, ""]), encoding="utf-8")
            planted = replace(markdown.read(path, page.snippets), path=page.path)
        asked = {passage.line: passage for passage in page.passages if asks(page, passage)}
        for first, place in now.items():
            kept = [asked.get(passage.line, passage) if passage.line != first else passage for passage in planted.passages]
            found[place] = bool(faults(replace(planted, passages=kept), book, first) - before[first])
        waiting = {first: places for first, places in waiting.items() if places}
    return found


def passage_at(page: Page, line: int) -> Passage:
    """The passage that holds a line, or the last one above it."""
    return max((passage for passage in page.passages if passage.line <= line), key=lambda passage: passage.line)


def faults(page: Page, book: Book, first: int) -> set[tuple[str, str]]:
    """What the rules for numbers find in the passage at a line; questions to the reader stay, for they give numbers to their answers."""
    here = replace(page, passages=[passage for passage in page.passages if passage.line == first or asks(page, passage)])
    every = [rule for name, rule in rules.rules().items() if "page" in rule.__annotations__ and name.partition(".")[0] in RULES]
    return {(fault.where, fault.what) for rule in every for fault in rule(here, book)}


def main() -> int:
    """Measure, and tell the shares that pass by page and by kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", nargs="*", help="pages such as mlp; all chapters where none is given")
    parser.add_argument("--show", action="store_true", help="tell which replacements pass")
    given = parser.parse_args()
    for book in books(Path(__file__).resolve().parent.parent):
        tried, passed = Counter(), Counter()
        for name in given.pages or book.chapters:
            page, chance = book.pages[name], random.Random(name)
            every = [*typed(page, book)]
            chosen = sorted(chance.sample(every, min(EACH, len(every))), key=lambda one: (one.line, one.at))
            drawn = [
                (number, how, instead)
                for number in chosen
                for how, instead in (("mistyped", mistyped(number, chance)), ("confused", confused(number, every, chance)))
                if instead is not None
            ]
            found = noticed(page, book, [(number, instead) for number, _, instead in drawn])
            for (number, how, instead), seen in zip(drawn, found, strict=True):
                for key in ((name, how), (number.kind, how), ("all", how), *[("results", how)] * (number.kind in RESULTS)):
                    tried[key] += 1
                    passed[key] += not seen
                if given.show and not seen:
                    line = page.lines[number.line - 1]
                    after = line[number.at + len(number.text) :][:40]
                    near = f"{line[max(0, number.at - 40) : number.at]}[{number.text} -> {instead}]{after}"
                    print(f"{name}:{number.line} {how}, {number.kind}: {near.strip()}")
        for key in (*(given.pages or book.chapters), *KINDS, "all", "results"):
            told = (
                f"{how} {passed[key, how]} of {tried[key, how]} ({passed[key, how] / max(1, tried[key, how]):.0%})"
                for how in ("mistyped", "confused")
            )
            print(f"{key:20}", *told, sep="   ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
