"""Rules for the budget to which a conclusion belongs: how fast and how long was trained."""

import re
from collections.abc import Iterator

from torchproof.attack import attacks, budgets, typed
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.page import Page


def named(page: Page, book: Book) -> Iterator[Fault]:
    """A section whose claims hold within a budget only names that budget: a number of steps or epochs, or a rate.

    "It does not learn" and "it has not learnt after 40 epochs" are two sentences, and a run shows only the second.
    """
    limited = {name.partition(" | ")[0] for name in budgets.REASONS.read(book.root, page.name)}
    for stem in sorted(limited):
        sections = [found for found in book.sections if found.page is page and any(shown == stem for shown, _ in found.regions)]
        text = " ".join(passage.text for section in sections for passage in section.passages)
        if not re.search(book.language["budget"]["named"], text):
            line = sections[0].first if sections else 1
            what = f"claims of {stem} hold within a budget only, and its section names neither steps, epochs nor a rate"
            yield page.fault(line, what, "write 'after 40 epochs' or 'at rate 0.1' where the conclusion stands")


def reasons(book: Book) -> Iterator[Fault]:
    """Every line in a list of reasons for what an attack found is of a snippet or an exercise that exists.

    A reason that is left behind would excuse whatever gets that name next.
    """
    known = book.snippets | book.exercises
    for folder in sorted(attack.REASONS.folder for attack in (*attacks().values(), typed) if hasattr(attack, "REASONS")):
        for path in sorted((book.root / "tests" / folder).glob("*.txt")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                stem = line.partition(" | ")[0]
                if line and not line.startswith("#") and stem not in known:
                    yield Fault(f"{path}:{number}", f"speaks of {stem}, and there is no such snippet", "remove the line")
