"""Rules for addresses: names of pages and headings, links, footnotes."""

import re
from collections.abc import Iterator

from torchproof.book.book import GENERATED, Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page


def name(page: Page, book: Book) -> Iterator[Fault]:
    """The name of a page is in small letters a to z.

    It is part of an address, of a folder, and of what people type.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", page.name):
        yield page.fault(1, f"the name {page.name!r} is not in small letters a to z", "rename the file and its folder of snippets")


def anchors(page: Page, book: Book) -> Iterator[Fault]:
    """Every heading names its anchor, in small letters, once on a page.

    Links live on when the words of a heading change, or are translated.
    """
    seen: set[str] = set()
    for heading in page.headings:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", heading.anchor):
            yield page.fault(heading.line, f"the heading {heading.words!r} names no anchor", "end it with { #anchor }")
        elif heading.anchor in seen:
            yield page.fault(heading.line, f"there is a heading with the anchor {heading.anchor!r} already", "give it one of its own")
        seen.add(heading.anchor)


def links(page: Page, book: Book) -> Iterator[Fault]:
    """Every link inside the book leads to a file and a heading that exist.

    Whoever follows it stands before nothing otherwise.
    """
    for passage in page.passages:
        for piece in passage.pieces:
            target = piece.link
            if piece.kind == "image" or target is None or re.match(r"[a-z]+:", target) or target.startswith(GENERATED):
                continue
            shown = any(part.link == target and part.text.strip() for part in passage.pieces)
            if not shown or target in ("", "#"):
                yield page.fault(piece.line, f"the link {target!r} leads nowhere, or shows nothing", "give it words and an address")
            path, _, anchor = target.partition("#")
            if path.endswith((".svg", ".png", ".jpg", ".gif", ".webp", ".html")):
                yield page.fault(piece.line, f"the link {target!r} leads to what no rule reads", "show the figure, or link its page")
            there = page if not path else book.pages.get(path.removesuffix(".md")) if path.endswith(".md") else None
            if path and not (page.path.parent / path).exists():
                yield page.fault(piece.line, f"the link {target!r} leads to no file", "correct it")
            elif anchor and anchor not in (there.anchors if there else ()):
                yield page.fault(piece.line, f"the link {target!r} leads to no heading", "correct it, or give the heading that id: { #…}")


def footnotes(page: Page, book: Book) -> Iterator[Fault]:
    """Every mark of a footnote has its text, and every text its mark.

    A source that nobody can find is none.
    """
    marked = set()
    for passage in page.passages:
        for piece in passage.pieces:
            if piece.kind == "note":
                marked.add(piece.text[2:-1])
            for missing in re.findall(r"\[\^([\w-]+)\]", piece.text) if piece.kind == "text" else ():
                yield page.fault(piece.line, f"the footnote [^{missing}] has no text", f"add '[^{missing}]: …' below")
    for note, (line, _) in page.footnotes.items():
        if note not in marked:
            yield page.fault(line, f"nothing refers to the footnote [^{note}]", "remove it, or refer to it")
