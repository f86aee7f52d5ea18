"""Rules for the figures on a page."""

import re
from collections.abc import Iterator

from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.markdown import MOVING
from torchproof.book.page import Page, element
from torchproof.book.record import Record
from torchproof.book.text import read_text

ALT_LENGTH = 30


def alternative(page: Page, book: Book) -> Iterator[Fault]:
    """Every figure has an alternative text that says something.

    Who does not see it reads the same page.
    """
    for figure in page.figures:
        if len(figure.alt.strip()) < ALT_LENGTH:
            has = f"the alt text {figure.alt!r}" if figure.alt.strip() else "no alt text"
            yield page.fault(figure.line, f"the figure {figure.target} has {has}", "state its message and its key values")


def drawn(page: Page, book: Book) -> Iterator[Fault]:
    """Every figure of a page was drawn by one of its snippets, and every drawing stands once, below the code that shows it (or above, where a box of the same section holds that code).

    A picture that no program drew proves nothing.
    """
    for figure in page.figures:
        if not (page.path.parent / figure.target).exists():
            yield page.fault(figure.line, f"there is no {figure.target}", "correct the name, or nox -s figures")
        elif figure.target not in {f"snippets/{snippet.id}.svg" for snippet in page.own}:
            yield page.fault(figure.line, f"the figure {figure.target} is of no snippet of this page", "draw it in a snippet of this page")
    for snippet in page.own:
        target = f"snippets/{snippet.id}.svg"
        lines = [figure.line for figure in page.figures if figure.target == target]
        code = [block.line for block in page.blocks if block.include and block.include[0] == snippet.id]
        shows = [block.line for block, stem, _ in page.includes("py") if stem == snippet.id and "plt.show(" in block.text]
        if Record.read(snippet).figure is None or not code:
            continue
        if len(lines) != 1 or lines[0] < code[0]:
            what = f"the figure {target} is shown {len(lines)} times, once after its code is right"
            yield page.fault(max(code), what, f"add ![what it says]({target}) once, below the code")
        elif not any(line < lines[0] or folded(page, lines[0], line) for line in shows):
            yield page.fault(lines[0], f"the figure {target} stands above the code that shows it", "move it below the plt.show()")


def folded(page: Page, line: int, code: int) -> bool:
    """Whether code stands in a box below a line of the same section."""
    return any(box.line < code <= box.last and not any(line < at.line < code for at in page.headings) for box in page.boxes)


def styles(page: Page, book: Book) -> Iterator[Fault]:
    """What an alternative text, or the text around a figure, says of dashes and colours is set in the program.

    A reader's matplotlib has its own defaults.
    """
    words = book.language["figure"]
    heads = [heading.line for heading in page.headings if heading.level <= 3]
    for figure in page.figures:
        stem = figure.target.removeprefix("snippets/").removesuffix(".svg")
        first = max((at for at in heads if at < figure.line), default=0)
        last = min((at for at in heads if at > figure.line), default=len(page.lines) + 1)
        around = " ".join(
            line
            for passage in page.passages
            if first < passage.line < last
            for line in passage.text.splitlines()
            if re.search(words["drawn"], line)
        )
        for style in words["styles"]:
            found = re.search(style["said"], figure.alt, re.IGNORECASE) or re.search(style["said"], around, re.IGNORECASE)
            if found and stem in page.snippets and not re.search(style["set"], page.snippets[stem].source):
                what = f"the text on {figure.target} says {found[0]!r}, and its program leaves that to matplotlib's defaults"
                yield page.fault(figure.line, what, "set it there")


def moving(book: Book) -> Iterator[Fault]:
    """Every figure that moves has the script of its element, named as its snippet is, and every such script has its figure.

    A mark without a script moves nothing; a script that no page loads is tested by nobody.
    """
    folder = book.folder / "assets" / MOVING
    alone = {path.stem for path in folder.glob("*.js")}
    for page in book.pages.values():
        for figure in page.figures:
            if not figure.moves:
                continue
            name = element(figure.target)
            script = folder / f"{name}.js"
            alone.discard(name)
            if not script.is_file():
                yield page.fault(
                    figure.line, f"the figure {figure.target} is to move, and there is no {script}", "write it, or take the mark away"
                )
            elif f'define("{name}"' not in read_text(script):
                yield Fault(f"{script}:1", f"does not define the element {name}", f'call customElements.define("{name}", …)')
    for name in sorted(alone):
        yield Fault(f"{folder / name}.js:1", "is the script of no figure that moves", "mark its figure with { .moving }, or remove it")
