"""The site's own Markdown reads a page as the rules do: same code, figures and headings, in the same order."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.publish.exercises import listings

SKIPPED = "cards"
"""The class of what the site adds to a page on its own."""


class Built(HTMLParser):
    """The code, figures and headings of a built page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.code: list[str] | None = None
        self.inside = self.skipped = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        has = dict(attrs)
        if tag == "article":
            self.inside = True
        elif has.get("class") == SKIPPED:
            self.skipped = True
        elif self.inside and not self.skipped:
            if tag == "pre":
                self.code = []
            elif tag == "img":
                self.found.append(("figure", has.get("src") or ""))
            elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                self.found.append((f"heading of level {tag[1]}", has.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if tag == "article":
            self.inside = False
        elif tag == "ol":
            self.skipped = False
        elif tag == "pre" and self.code is not None:
            self.found.append(("code", "".join(self.code).strip("\n")))
            self.code = None

    def handle_data(self, data: str) -> None:
        """Keep code."""
        if self.code is not None:
            self.code.append(data)


def parsed(page: Page, book: Book) -> list[tuple[int, str, str]]:
    """The code, figures and headings of a page, in order, each with its line."""
    found = [(block.line, "code", block.text.strip("\n")) for block in listings(page, book)]
    found += [(figure.line, "figure", figure.target) for figure in page.figures]
    found += [(heading.line, f"heading of level {heading.level}", heading.anchor) for heading in page.headings]
    return sorted(found, key=lambda part: part[0])


def disagreements(book: Book, site: Path) -> Iterator[Fault]:
    """The first place of each page that the site shows otherwise than the rules read it, and the figures that it lacks."""
    for page in book.pages.values():
        built = Built((site / f"{page.name}.html").read_text(encoding="utf-8")).found
        for figure in page.figures:
            if not (site / figure.target).exists():
                yield page.fault(
                    figure.line, f"the site lacks {figure.target!r}", "have the snippets beside the pages, as files or by a link"
                )
        line = 1
        for read, shown in zip_longest(parsed(page, book), built):
            line = read[0] if read else line
            if read is None or read[1:] != shown:
                what = f"the rules read {' '.join(read[1:])[:70] if read else 'nothing more'!r}, the site shows {' '.join(shown)[:70] if shown else 'nothing more'!r}"
                yield page.fault(
                    line, what, "write it so that both read the same: blank lines around blocks, four spaces inside boxes and lists"
                )
                break
