"""The table of all traps: the boxes that show what is wrong, each with the section that runs it."""

from collections.abc import Iterator

from torchproof.book.book import TRAPS, Book, Section
from torchproof.book.text import replace

WRONG = "failure"
"""The kind of box that shows what is wrong; its title says so, a colon, and what."""


def traps(book: Book) -> Iterator[tuple[Section, str]]:
    """The traps in the order of the book: the section, and what is wrong."""
    for section in book.sections:
        for box in section.page.boxes:
            if box.kind == WRONG and section.first < box.line <= section.last:
                yield section, box.title.partition(": ")[2]


def table(book: Book) -> str:
    """The table as Markdown of the site, `snippets/<page>/traps.md`, which a page includes."""
    rows = [f"| [{what}]({section.page.name}.md#{section.anchor}) | {section.chapter} |" for section, what in traps(book)]
    return "\n".join([book.language["traps"]["table"].strip(), *rows, ""])


def write(book: Book) -> None:
    """Write the table for each page that includes it."""
    for page in book.pages.values():
        if f"{page.name}/{TRAPS}" in dict(page.wholes).values():
            replace(book.root / "snippets" / page.name / TRAPS, table(book))
