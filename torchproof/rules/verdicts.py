"""Which words of a text carry what it concludes, and whether it says the opposite of a claim."""

import functools
import re
from collections.abc import Iterator
from operator import itemgetter

from torchproof.book.book import Book

LETTERS, STEM = 3, 3
"""A word that tells something has as many letters; as many stay when its ending is cut off."""


def content(text: str, book: Book) -> set[str]:
    """The words of a text that tell something, without their endings."""
    unheard, endings = silent(book), tuple(book.language["verdicts"]["endings"])
    return {stem(word, endings) for word in plain_words(text) if len(word) >= LETTERS and word not in unheard}


@functools.cache
def silent(book: Book) -> set[str]:
    """The words of a language that tell nothing of what a text is about."""
    says = book.language["verdicts"]
    return {*says["silent"].split(), *says["negations"], *" ".join(side for found in says["compares"] for side in found).split()}


@functools.cache
def sides(book: Book) -> list[tuple[set[str], set[str]]]:
    """The words of each side of a comparison, and those of its opposites."""
    says = book.language["verdicts"]
    every = [[set(side.split()) for side in found] for found in says["compares"] + says["sides"]]
    return [(side, set().union(*found) - side) for found in every for side in found]


@functools.cache
def stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without its ending."""
    return next((word.removesuffix(end) for end in endings if word.endswith(end) and len(word) - len(end) >= STEM), word)


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"[^\W\d_]+", text.lower())


def opposite(sentence: str, claims: list[str], book: Book) -> Iterator[str]:
    """The claims of which a part of a sentence says the opposite, while no claim says the same.

    A part says the opposite where it has "more" and the parts of claims that share most words with it, of those that compare so, have "less";
    or where it has a negation, and no part of a claim that shares a word with it has one.
    """
    says = book.language["verdicts"]
    negations, turns = set(says["negations"]), content(" ".join(word for side, _ in sides(book) for word in side), book)
    pieces = [(claim, piece) for claim in claims for piece in re.split(says["parts"], claim)]
    for part in re.split(says["parts"], sentence):
        said, about = set(plain_words(part)), content(part, book) - turns
        shared = [(claim, piece, set(plain_words(piece)), len(content(piece, book) & about)) for claim, piece in pieces]
        near = [found for found in shared if found[-1]]
        for side, others in sides(book):
            facing = [(number, told, claim) for claim, _, told, number in near if told & (side | others)]
            most = [found for found in facing if found[0] == max(facing, key=itemgetter(0))[0]]
            if said & side and not said & others and most and not any(told & side for _, told, _ in most):
                yield most[0][2]
        clear = not any(
            re.search(form, text, re.IGNORECASE) for text in (part, *(piece for _, piece, *_ in near)) for form in says["unclear"]
        )
        if near and clear and all(bool(negations & said) != bool(negations & told) for _, _, told, _ in near):
            yield near[0][0]
