"""Rules for the formulas on a page."""

import re
from collections.abc import Iterator

from torchproof.book import formula
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page

DERIVATIVE = re.compile(r"\\partial|\\nabla|\^\{?\\prime|\w'\(|\\frac\{(?:\\mathrm\{)?d\b")
ASKS = re.compile(r"\.backward\(|autograd\.grad|\bgrad\(|jacrev|jacobian|gradcheck")


def parses(page: Page, book: Book) -> Iterator[Fault]:
    """Every formula parses.

    What does not would stop the site, or show as source.
    """
    for found in page.formulas:
        try:
            formula.mathml(found.latex, found.display)
        except formula.LatexError as error:
            yield page.fault(found.line, f"the formula {found.latex.strip()!r} does not parse: {error}", "correct the LaTeX")


def derivatives(page: Page, book: Book) -> Iterator[Fault]:
    """Every displayed derivative stands in a section whose code asks autograd.

    Signs and factors of derivatives are what books get wrong most.
    """
    heads = [heading.line for heading in page.headings if heading.level == 2]
    for found in page.displayed:
        if DERIVATIVE.search(found.latex):
            first = max((line for line in heads if line <= found.line), default=0)
            last = min((line for line in heads if line > found.line), default=len(page.lines) + 1)
            if not any(first < block.line < last and block.info == "python" and ASKS.search(block.text) for block in page.blocks):
                what = f"the derivative {found.latex.strip()[:60]!r} is not checked in its section"
                yield page.fault(found.line, what, "add a snippet that compares it with autograd in float64")
