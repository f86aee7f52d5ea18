"""Rules for addresses outside the book; whether they still answer, a command asks each week (`torchproof.publish.reach`)."""

import functools
import re
from collections.abc import Iterator

from torchproof.book.address import ill_formed, work
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
UNLINKED = re.compile(r"https?:/|\bwww\.\w|\bdoi: ?10\.|\b10\.\d{4,9}/\w|\barxiv: ?\d", re.IGNORECASE)


def outside(page: Page) -> Iterator[tuple[int, str, str]]:
    """The links of a page that lead out of the book: line, words, address."""
    for passage in page.passages:
        for piece in passage.pieces:
            if piece.link is not None and piece.kind != "image" and SCHEME.match(piece.link):
                yield piece.line, piece.text, piece.link


def form(page: Page, book: Book) -> Iterator[Fault]:
    """Every address outside the book is a whole one of https, a DOI or a paper on arXiv in its own form, and a link.

    A reader follows it by a click, and it lives longest in this form.
    """
    for line, _, address in outside(page):
        if why := ill_formed(address):
            yield page.fault(line, f"the address {address} {why}", "correct it")
    for passage in page.passages:
        for piece in passage.only("text", "html"):
            if piece.link is None and (found := UNLINKED.search(piece.text)):
                yield page.fault(
                    piece.line, f"{piece.text[found.start() :][:60]!r} is no link", "write <https://…>, a DOI as <https://doi.org/10.…>"
                )
            elif "](" in piece.text:
                yield page.fault(
                    piece.line, f"the link in {piece.text.strip()[:60]!r} is none", "write [words](address), the address of https"
                )


def same(page: Page, book: Book) -> Iterator[Fault]:
    """What a link shows is where it leads, equal words lead to one place on a page, and the book cites a work by one address.

    A reader who sees two takes them for two.
    """
    leads: dict[str, str] = {}
    for line, words, address in outside(page):
        shown = SCHEME.match(words) or re.match(r"www\.|10\.\d{4,9}/", words)
        if shown and words not in (address, address.removeprefix("https://doi.org/"), address.removeprefix("https://")):
            yield page.fault(line, f"the link shows {words!r} and leads to {address}", f"write <{address}>")
        elif leads.setdefault(words, address) != address:
            yield page.fault(line, f"the words {words!r} lead to {leads[words]} above, and to {address} here", "give them other words")
    for line, _, address in outside(page):
        first = works(book)[work(address)]
        if address != first:
            yield page.fault(line, f"cites {address}, which the book cites as {first} too", f"write {first}")


@functools.cache
def works(book: Book) -> dict[str, str]:
    """Work → the address by which the book cites it, the first of the alphabet where there are several."""
    every = sorted({address for page in book.pages.values() for _, _, address in outside(page)}, reverse=True)
    return {work(address): address for address in every}
