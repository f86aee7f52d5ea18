"""The table of all traps: the boxes of the other pages that show what is wrong, each with the section that runs it."""

from collections.abc import Iterator

from torchproof.book.book import TRAPS, Book, Section
from torchproof.book.page import Page
from torchproof.book.text import replace

WRONG = "failure"
"""The kind of box that shows what is wrong; its title says how wrong, a colon, and what."""


def traps(book: Book, page: Page) -> Iterator[tuple[Section, str, str]]:
    """The traps of all pages but the one that lists them, in the order of the book: the section, how wrong it is, and what."""
    for section in book.sections:
        for box in section.page.boxes if section.page is not page else ():
            if box.kind == WRONG and section.first < box.line <= section.last:
                how, _, what = box.title.partition(": ")
                yield section, how, what


def table(book: Book, page: Page) -> str:
    """The table as Markdown of the site, `snippets/<page>/traps.md`, which the page includes."""
    rows = [
        f"| [{what}]({section.page.name}.md#{section.anchor}) | {how} | {section.chapter} |" for section, how, what in traps(book, page)
    ]
    return "\n".join([book.language["traps"]["table"].strip(), *rows, ""])


def write(book: Book) -> None:
    """Write the table for each page that includes it."""
    for page in book.pages.values():
        if f"{page.name}/{TRAPS}" in dict(page.wholes).values():
            replace(book.root / "snippets" / page.name / TRAPS, table(book, page))
