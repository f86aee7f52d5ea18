"""Rules for numbers that are told together: they are shown together."""

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.rules.numbers import told
from torchproof.rules.quantities import Number
from torchproof.rules.sentences import Sentence
from torchproof.rules.shown import Known, Near
from torchproof.rules.verdicts import content

SIZES = re.compile(r"\s*(?:·|×|-|\\times|\\cdot|by\b)\s*")
"""What stands between the numbers of a shape, which may be equal."""
MANY = 3
"""As many numbers make a list."""


def together(page: Page, book: Book) -> Iterator[Fault]:
    """A number that a sentence tells twice is shown twice; the numbers of a list follow one another in one program; "n of m" is one line; of two that are compared the first is shown first, or on a line that shares more words with the sentence.

    A number that belongs to the next row reads as well as the right one, and two that are exchanged as well as two that are not.
    """
    says = book.language["numbers"]
    for sentence, known in told(page, book):
        results = (number for number in sentence.results if number.at >= sentence.sourced and known.holds(number))
        found = sorted(results, key=lambda number: number.at)
        for number, what, mend in (
            *twice(found, known, sentence),
            *lists(found, known, sentence, says["listed"]),
            *shares(found, known, sentence, says["shared"]),
            *compared(found, known, sentence, book),
        ):
            yield page.fault(sentence.line + sentence.text.count("\n", 0, number.at), what, mend)


Found = Iterator[tuple[Number, str, str]]


def twice(found: list[Number], known: Known, sentence: Sentence) -> Found:
    """What a sentence tells more often than the lines near it show it; counts of things and the two sides of a shape are free."""
    joined = {id(number) for pair in pairwise(found) if SIZES.fullmatch(between(*pair, sentence)) for number in pair}
    measured = [number for number in found if not number.small and id(number) not in joined]
    for number in measured:
        often = sum(other.text == number.text for other in measured)
        if often > 1 and often > sum(len(line.places(number)) for line in known.lines):
            what = f"one sentence says {number.text!r} {often} times, and what is shown near it says it less often"
            yield number, what, "correct one, or make two sentences"


def lists(found: list[Number], known: Known, sentence: Sentence, listed: str) -> Found:
    """Lists of numbers that no program near shows in this order, or from the last to the first."""
    run: list[Number] = []
    for number, after in zip_longest(found, found[1:]):
        run.append(number)
        if after is None or not re.fullmatch(listed, between(number, after, sentence)):
            long = len(run) >= MANY and not all(number.small for number in run)
            if long and not any(follow(lines, run) or follow(lines, run[::-1]) for lines in known.columns.values()):
                text = sentence.text[run[0].at : run[-1].at + len(run[-1].text)]
                yield run[0], f"no program near shows {text!r} in this order", "list what one program shows, in its order"
            run = []


def shares(found: list[Number], known: Known, sentence: Sentence, shared: str) -> Found:
    """Pairs "n of m" that no line shows, and that are no settings in code."""
    for one, other in pairwise(found):
        if re.fullmatch(shared, between(one, other, sentence)) and one.value != 1:
            lines = [[line for line in known.lines if line.places(number)] for number in (one, other)]
            code = all(any(near.line.kind == "code" for near in some) for some in lines)
            if not code and not any(line in lines[1] for line in lines[0]):
                text = sentence.text[one.at : other.at + len(other.text)]
                yield one, f"no line near shows both numbers of {text!r}", "correct one of them, or tell what one line shows"


def compared(found: list[Number], known: Known, sentence: Sentence, book: Book) -> Found:
    """Pairs such as "0.69 against 0.94" whose first number is shown behind the second, on a line that shares no more words with the sentence."""
    words = content(sentence.text, book)
    for one, other in pairwise(found):
        if (
            re.fullmatch(book.language["numbers"]["compared"], between(one, other, sentence))
            and not (one.small or other.small)
            and one.value != other.value
        ):
            first, second = (
                max((len(near.line.words & words) for near in known.lines if near.places(each)), default=0) for each in (one, other)
            )
            if first <= second and not any(follow(lines, [one, other]) for lines in known.columns.values()):
                text = sentence.text[one.at : other.at + len(other.text)]
                what = f"no program near shows {text!r} in this order, nor does the sentence name the line of the first"
                yield one, what, "exchange them, or say with each what its line is called"


def between(one: Number, other: Number, sentence: Sentence) -> str:
    """What stands between two numbers of a sentence."""
    return sentence.text[one.at + len(one.text) : other.at]


def follow(lines: list[Near], numbers: list[Number]) -> bool:
    """Whether numbers follow one another in some lines, others between them or not."""
    left = list(numbers)
    for line in lines:
        start = 0
        while left and (at := next((at for at in line.places(left[0]) if at >= start), None)) is not None:
            start = at + 1
            left.pop(0)
    return not left
