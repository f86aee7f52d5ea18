"""Rules for the side of a number on which a result lies: "at most 0.07" is no "at least 0.07", and what falls ends lower."""

import ast
import re
from collections.abc import Iterator

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.book.snippet import words as spoken
from torchproof.rules.numbers import told
from torchproof.rules.quantities import Number, in_digits
from torchproof.rules.sentences import Sentence

NEAR = 1e-9
BROKEN = re.compile(r'"\s*\\?\s*"')
"""Where a message goes on in the next line."""
FAR = 90
"""So many letters before a number a word may stand that says which way it moved."""


def bounds(page: Page, book: Book) -> Iterator[Fault]:
    """A number behind words such as "at most" bounds what a claim near compares with it, if any does, on the same side.

    A limit that holds on one side holds as a rule not on the other, and reads as well.
    """
    for sentence, known in told(page, book):
        for number in sentence.results:
            side = words(sentence.text[: number.at], book)
            if side and not number.named:
                claims = [near.line.text for near in known.lines if near.line.kind == "claim" and near.places(number)]
                found = [(text, sides(text, number, book)) for text in claims]
                against = [text for text, sides_ in found if sides_]
                if against and not any(side in sides_ for _, sides_ in found):
                    what = f"the text has {number.text!r} on one side, {' '.join(against[0].split())[:80]!r} on the other"
                    yield page.fault(sentence.line + sentence.text.count("\n", 0, number.at), what, "say what is claimed")


def messages(book: Book) -> Iterator[Fault]:
    """What a claim's message says of the side of a number is what its condition says.

    Readers see the message, and only the condition is tested.
    """
    for snippet in book.snippets.values():
        try:
            claims = [claim for claim in snippet.claims if claim.msg is not None]
        except Fault:  # its form is broken, and its own test says so, as of a claim without a message
            continue
        for claim in claims:
            said, condition = spoken(claim), ast.unparse(claim.test)
            for number in in_digits(said, *(book.language["numbers"][name] for name in ("percent", "points"))):
                side, signs = words(said[: number.at], book), sides(condition, number, book)
                if side and signs and side not in signs and "not " not in condition:
                    yield Fault(
                        f"{snippet.path}:{claim.lineno}", f"the claim says {said!r}, and its condition the other side", "correct one"
                    )


def moves(page: Page, book: Book) -> Iterator[Fault]:
    """What a sentence lets fall from one number to another ends lower, and what rises ends higher.

    Two numbers that were exchanged, or a word that was turned, read as well as the true ones.
    """
    for sentence, _ in told(page, book):
        for start, end, falls in moved(sentence, book):
            if start.value != end.value and (end.value < start.value) != falls:
                what = f"the text lets something {'fall' if falls else 'rise'} from {start.text!r} to {end.text!r}"
                yield page.fault(sentence.line + sentence.text.count("\n", 0, end.at), what, "exchange the numbers, or turn the word")


def moved(sentence: Sentence, book: Book) -> Iterator[tuple[Number, Number, bool]]:
    """The numbers from which and to which a sentence lets something move, and whether down: "from 3.5 to 2.5", or after "to 3.5" on to 2.5."""
    says, about = book.language["limits"], book.language["numbers"]["about"]
    way, last = rf"\b(?:({says['falls']})|{says['rises']})\b", None
    numbers = sorted(sentence.results, key=lambda number: number.at)
    for number in numbers:
        text = sentence.text[max(0, number.at - FAR) : number.at]
        found = re.search(rf"{way}(?!.*{way})[^;:]*?\bto (?:(?:{about}) )?$", text, re.IGNORECASE | re.DOTALL)
        if found:
            first = number.at - len(text) + found.start()
            inside = [other for other in numbers if first < other.at < number.at]
            origin = [other for other in inside if re.search(rf"\bfrom (?:(?:{about}) )?$", sentence.text[: other.at])]
            start = origin[-1] if origin else last if last and last.at < first else None
            if start and start.half and number.half:
                yield start, number, bool(found[1])
            last = number


def sides(text: str, number: Number, book: Book) -> set[str]:
    """On which sides of a number something lies by the signs and the words of a text."""
    found, text = set(), BROKEN.sub("", text)
    for other in in_digits(text, book.language["numbers"]["percent"]):
        if any(abs(scale * other.value - number.value) <= NEAR * abs(number.value) for scale in (1.0, 0.01, *number.scales)):
            before, after = text[: other.at], text[other.at + len(other.text) :]
            sign = re.search(r"([<>])=?\s*$", before) if not re.match(r"\s*[-+*/]", after) else None
            turned = re.match(r"\s*([<>])", after) if re.search(r"(?:^|[(,<>=]|\b(?:and|or|assert))\s*$", before) else None
            found |= {"below" if sign[1] == "<" else "above"} if sign else set()
            found |= {"above" if turned[1] == "<" else "below"} if turned else set()
            found |= {side} if (side := words(before, book)) else set()
    return found


def words(before: str, book: Book) -> str:
    """On which side of a number something lies by the words before it; empty where they do not say, or say it of what is not so."""
    says, part = book.language["limits"], re.split(book.language["verdicts"]["parts"], before)[-1]
    denied = set(book.language["verdicts"]["negations"]) & set(re.findall(r"\w+", part.lower()))
    found = [side for side in ("below", "above") if re.search(rf"\b(?:{says[side]}) (?:the |an? )?$", part, re.IGNORECASE)]
    return "".join(found) if not denied else ""
