"""The site's own Markdown reads a page as the rules do: same code, figures, headings and words, in the same order, and no element that hides any."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path

from torchproof.book import markdown
from torchproof.book.book import FACTS, Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page, element
from torchproof.publish.exercises import listings

HEADINGS = {f"h{level}" for level in range(1, 7)}
PARTS = HEADINGS | {
    *("article", "dd", "details", "div", "dl", "dt", "figure", "li", "ol", "p"),
    *("summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
"""Elements that part the words around them."""
EMPTY = {"br", "hr", "img"}
"""Elements without an end: with that of what they stand in."""
INSIDE = {"a", "code", "em", "kbd", "span", "strong", "sup"}
SILENT = {"pre", "math", "figcaption", "button", "script"}
"""Elements whose words are code, a formula, those of an alternative text, or none."""
ADDED = {"cards", "facts", "total", "headerlink", "footnote-backref"}
"""Classes of what the site adds to a page on its own."""
HIDE = {"hidden", "style"}


class Built(HTMLParser):
    """The code, figures and headings of a built page, its words, those of its footnotes by name, and what the rules know nothing of, each in order."""

    def __init__(self, html: str, moving: set[str]) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {"": []}
        self.strange: list[str] = []
        self.code: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.silent = 0
        self.known = PARTS | INSIDE | SILENT | moving
        self.note = ""
        self.feed(html)

    def say(self, text: str) -> None:
        """Keep a part of the text that is being read."""
        self.texts.setdefault(self.note, []).append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        has = dict(attrs)
        classes = set((has.get("class") or "").split())
        if not (self.open or tag == "article"):
            return
        in_formula = any(name == "math" for name, _ in self.open)
        if tag not in self.known | EMPTY and not in_formula:
            self.strange.append(f"<{tag}>")
        if HIDE & has.keys() and not in_formula:
            self.strange.append(f"<{tag} {min(HIDE & has.keys())}>")
        if tag == "li" and (has.get("id") or "").startswith("fn:"):
            self.note = has["id"].removeprefix("fn:")
        if not self.silent:
            if "footnote-ref" in classes:
                self.say(f"[^{has['href'].removeprefix('#fn:')}]")
            elif tag == "img":
                self.found.append(("figure", has.get("src") or ""))
            elif tag in HEADINGS:
                self.found.append((f"heading of level {tag[1]}", has.get("id") or ""))
            if tag in PARTS | EMPTY:
                self.say(" ")
        self.open.append((tag, tag in SILENT or bool(classes & (ADDED | {"footnote-ref"}))))
        self.silent += self.open[-1][1]

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if not any(name == tag for name, _ in self.open):
            return
        name = ""
        while name != tag:
            name, silent = self.open.pop()
            self.silent -= silent
        if tag == "pre" and not self.silent:
            self.found.append(("code", "".join(self.code).strip("\n")))
            self.code = []
        elif tag in PARTS:
            self.say(" ")

    def handle_data(self, data: str) -> None:
        """Keep code and words."""
        if self.open and not self.silent:
            self.say(data)
        elif ("pre", True) in self.open:
            self.code.append(data)


def parsed(page: Page, book: Book) -> list[tuple[int, str, str]]:
    """The code, figures and headings of a page, in order, each with its line."""
    found = [(block.line, "code", block.text.strip("\n")) for block in listings(page, book)]
    found += [(figure.line, "figure", figure.target) for figure in page.figures]
    found += [(heading.line, f"heading of level {heading.level}", heading.anchor) for heading in page.headings]
    return sorted(found, key=lambda part: part[0])


def worded(page: Page, book: Book) -> dict[str, list[tuple[int, str, str]]]:
    """The words of a page and of what it includes, in order, and of its footnotes by name, each with its line; formulas and alternative texts aside."""
    told = [(passage.line, passage) for passage in page.passages]
    told += [
        (line, passage)
        for line, name in page.wholes
        if Path(name).name != FACTS
        for passage in markdown.read(book.root / "snippets" / name, {}).passages
    ]
    found: dict[str, list[tuple[int, str, str]]] = {"": []}
    for line, passage in sorted(told, key=lambda part: part[0]):
        notes = (name for name, (first, last) in page.footnotes.items() if passage.kind == "note" and first <= line <= last)
        text = "".join(piece.text for piece in passage.pieces if piece.kind not in ("formula", "image"))
        found.setdefault(next(notes, ""), []).extend((line, "word", word) for word in text.split())
    return found


def differ(page: Page, read: list[tuple[int, str, str]], shown: list[tuple[str, str]]) -> Iterator[Fault]:
    """The first place at which the site shows something else than the rules read."""
    line = 1
    for one, other in zip_longest(read, shown):
        line = one[0] if one else line
        if one is None or one[1:] != other:
            said, seen = (" ".join(part)[:70] if part else "nothing more" for part in (one and one[1:], other))
            what = f"the rules read {said!r}, the site shows {seen!r}"
            mend = "write it so that both read the same: blank lines around blocks, four spaces inside boxes and lists"
            yield page.fault(line, what, mend)
            return


def unlike(page: Page, book: Book, built: Built) -> Iterator[Fault]:
    """Where the site says other words than the rules read, and each element that could hide some or add to them."""
    read = worded(page, book)
    for name in dict.fromkeys([*read, *built.texts]):
        shown = [("word", word) for word in "".join(built.texts.get(name, [])).split()]
        yield from differ(page, read.get(name, []), shown)
    for tag in built.strange:
        yield page.fault(1, f"the site shows it with {tag}, which no rule reads", "write it in Markdown")


def disagreements(book: Book, site: Path) -> Iterator[Fault]:
    """The first place of each page that the site shows otherwise than the rules read it, and the figures that it lacks."""
    for page in book.pages.values():
        built = Built((site / f"{page.name}.html").read_text(encoding="utf-8"), {element(target) for target in page.moving})
        for figure in page.figures:
            if not (site / figure.target).exists():
                yield page.fault(
                    figure.line, f"the site lacks {figure.target!r}", "have the snippets beside the pages, as files or by a link"
                )
        yield from [*differ(page, parsed(page, book), built.found)] or [*unlike(page, book, built)][:1]
