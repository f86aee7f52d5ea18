"""Rules for the formulas on a page."""

import re
from collections.abc import Iterator

from torchproof.book import formula
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.latex import statements
from torchproof.book.page import Page
from torchproof.book.snippet import Snippet
from torchproof.evidence.spelling import spellings

DERIVATIVE = re.compile(r"\\partial|\\nabla|\^\{?\\prime|\w'\(|\\frac\{(?:\\mathrm\{)?d\b")
HIDES = re.compile(
    r"(?<!\\)%|\\(?:(?:re)?newcommand|def|let|mathchoice)(?![A-Za-z])|\\(?:text|mathrm|mathit|mathbf|operatorname)\w*\{[^{}]*\w[ ~]+\w[^{}]*\}|\d\{\d|\d\}\d"
)
"""LaTeX that shows something else than it says: a remark, a name that is defined anew, a choice, a sentence, a number in parts."""
OUT_OF_SIGHT = re.compile(r"mphantom|menclose|voffset|(?:color|margin[a-z-]*):")
SPREAD = re.compile(r"\\(?:over|under)(?:line|brace|bracket)|\\wide\w+|\\over(?:left|right)\w*arrow")
"""Marks over more than a letter, which the fonts of readers do not stretch: they stand over a part."""
ASKS = re.compile(r"\.backward\(|autograd\.grad|\bgrad\(|jacrev|jacobian|gradcheck")


def parses(page: Page, book: Book) -> Iterator[Fault]:
    """Every formula parses, shows all that it says, and is displayed if it is as long as a display.

    What does not parse would stop the site, or show as source; what is out of sight is read by machines only.
    """
    for found in page.formulas:
        try:
            shown = formula.mathml(found.latex, found.display)
            hidden = HIDES.search(found.latex) or OUT_OF_SIGHT.search(shown)
            if hidden:
                yield page.fault(
                    found.line, f"the formula {found.latex.strip()!r} holds {hidden[0]!r}, which hides or changes", "remove it"
                )
            elif spread := SPREAD.search(found.latex):
                what = f"the formula {found.latex.strip()!r} holds {spread[0]}, which is drawn over a part of what it is to cover"
                yield page.fault(found.line, what, "write a name, such as \\operatorname{mean}(…)")
            elif not found.display and re.search(r"\\(?:displaystyle|begin)(?![A-Za-z])", found.latex):
                yield page.fault(
                    found.line, f"the formula {found.latex!r} is a display inside a line", "give it lines of its own, between $$"
                )
        except formula.LatexError as error:
            yield page.fault(found.line, f"the formula {found.latex.strip()!r} does not parse: {error}", "correct the LaTeX")


def derivatives(page: Page, book: Book) -> Iterator[Fault]:
    """Every displayed derivative stands in a section whose code asks autograd.

    Signs and factors of derivatives are what books get wrong most.
    """
    for found in page.displayed:
        if DERIVATIVE.search(found.latex):
            first, last = section(page, found.line)
            if not any(first < block.line < last and block.info == "python" and ASKS.search(block.text) for block in page.blocks):
                what = f"the derivative {found.latex.strip()[:60]!r} is not checked in its section"
                yield page.fault(found.line, what, "add a snippet that compares it with autograd in float64")


def computed(page: Page, book: Book) -> Iterator[Fault]:
    """Every displayed equation gives at random points what an expression of its section's snippets gives, or has its reason.

    A sign, a factor or an index that is wrong looks like one that is right. Which expression, or why none, stands in
    `tests/formulas/<page>.toml`.
    """
    path = book.root / "tests/formulas" / f"{page.name}.toml"
    links = spellings(path)
    stated: dict[str, set[str]] = {anchor: set() for anchor in links}
    for found in page.displayed:
        anchor = next((at.anchor for at in reversed(page.headings) if at.line < found.line), "")
        for statement in statements(found.latex):
            stated.setdefault(anchor, set()).add(statement.name)
            link = next((link for link in links.get(anchor, []) if statement.name in link.spelled | link.prose), None)
            what = link.fault(statement, programs(page, found.line)) if link else "is spelled by no expression"
            if what:
                yield page.fault(found.line, f"the formula of {statement.name!r}: {what}", f"correct it, or [{anchor}] in {path}")
    for anchor, tables in links.items():
        for name in [name for link in tables for name in link.spelled | link.prose if name not in stated[anchor]]:
            yield Fault(f"{path}:1", f"[{anchor}] speaks of {name!r}, which no formula there begins with", "remove it, or correct it")


def links(book: Book) -> Iterator[Fault]:
    """Every file of links between formulas and programs is of a page.

    One that is left behind would excuse the formulas of whatever page gets that name next.
    """
    for path in sorted((book.root / "tests/formulas").glob("*")):
        if path.suffix != ".toml" or path.stem not in book.pages:
            yield Fault(f"{path}:1", "is of no page", "remove it, or name it as its page")


def programs(page: Page, line: int) -> tuple[Snippet, ...]:
    """The snippets of which the section around a line shows a region, or, where it shows no code, the page."""
    first, last = section(page, line)
    code = page.includes("py")
    near = [stem for block, stem, _ in code if first < block.line < last]
    return tuple(page.snippets[stem] for stem in dict.fromkeys(near or [stem for _, stem, _ in code]))


def section(page: Page, line: int) -> tuple[int, int]:
    """The lines of the headings of the second level around a line."""
    heads = [heading.line for heading in page.headings if heading.level == 2]
    return max((at for at in heads if at <= line), default=0), min((at for at in heads if at > line), default=len(page.lines) + 1)
