"""Rules for what most readers never see."""

import re
from collections.abc import Iterator

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page

TITLE = re.compile(r"\]\([^()\s]*\s+[\"'(]|^ *\[[^\]^]+\]: *\S+\s+[\"'(]|\{[^{}]*\b(?:title|alt|aria-\w+|data-\w+) *=")


def titles(page: Page, book: Book) -> Iterator[Fault]:
    """No link, image or attribute has a title that only a pointer shows.

    What it says is read by no rule, and by nobody on a phone.
    """
    code = {line for block in page.blocks for line in range(block.line, block.last + 1)}
    for number, line in enumerate(page.lines, 1):
        if number not in code and (found := TITLE.search(re.sub(r"`[^`]*`", "", line))):
            yield page.fault(number, f"a title that is not in sight: {found[0]!r}", "say it in the text")
