"""Rules for exercises: where they stand."""

from collections.abc import Iterator

from torchproof.book.book import Book
from torchproof.book.exercise import ANCHOR
from torchproof.book.fault import Fault
from torchproof.book.page import Page
from torchproof.rules.sentences import QUESTIONS


def shown(page: Page, book: Book) -> Iterator[Fault]:
    """Every exercise of a page stands on it once, in its section of exercises, which comes after the questions to check oneself.

    Readers do a chapter's exercises after its text; one that is shown nowhere is done by nobody.
    """
    lines, section = book.shown(page), {*page.branch(ANCHOR)}
    headings = [heading.line for heading in page.headings]
    for line, exercise in lines.items():
        if max((heading for heading in headings if heading < line), default=0) not in section:
            yield page.fault(line, f"{exercise.id} stands outside the section of exercises", f"put it under ## … {{ #{ANCHOR} }}")
        if exercise.id in [found.id for at, found in lines.items() if at < line]:
            yield page.fault(line, f"shows {exercise.id} a second time", "show it once")
    for exercise in book.exercises.values():
        if exercise.page == page.name and exercise.id not in [found.id for found in lines.values()]:
            yield page.fault(len(page.lines), f"does not show {exercise.id}", f"add {exercise.include} to its section of exercises")
    before = [heading.line for heading in page.headings if heading.anchor == QUESTIONS]
    if section and before and min(section) < before[0]:
        yield page.fault(min(section), "the exercises come before the questions to check oneself", "put them below")
