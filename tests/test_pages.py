"""Every page, as its reader sees it, and the whole book keep every rule of `torchproof/rules`; every topic has its place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BOOKS, ROOT

from torchproof import rules
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.text import read_text
from torchproof.rules import conclusions, reading

TOPICS = Path("tests/topics.txt")
COUNT = 253
"""How many topics the book has."""


def test_page(page, book):
    faults = rules.check(page, book)
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)


def test_every_conclusion_was_read_against_its_claim(page, book):
    faults = conclusions.unread(page, book, conclusions.read(page, book))
    if told := "\n".join(map(str, faults)):
        pytest.fail(told, pytrace=False)


@pytest.mark.parametrize("whole", BOOKS, ids=lambda book: book.config.name)
def test_book(whole):
    faults = rules.check_book(whole)
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)


@pytest.mark.parametrize("whole", BOOKS, ids=lambda book: book.config.name)
def test_all_that_a_reader_sees_was_read(whole, request):
    names = sorted({*request.config.chosen[1], reading.REST})
    if told := "\n".join(map(str, reading.unread(whole, names))):
        pytest.fail(told, pytrace=False)


def misplaced(text: str, book: Book) -> Iterator[Fault]:
    """What is wrong with a list of topics, each line `topic | in a few words | page#anchor, page#anchor`."""
    seen = set()
    for number, line in enumerate(text.splitlines(), 1):
        where, [topic, *rest] = f"{TOPICS}:{number}", line.split(" | ")
        if line.startswith("#"):
            continue
        if not re.fullmatch(r"[A-Z]+-\d\d", topic) or len(rest) != 2 or not all(part.strip() for part in rest):
            yield Fault(where, f"{line!r} is not 'topic | in a few words | page#anchor, page#anchor'", "write it so")
            continue
        if topic in seen:
            yield Fault(where, f"{topic} stands in the list already", "say all its places in one line")
        seen.add(topic)
        for place in rest[1].split(", "):
            page, _, anchor = place.partition("#")
            if page not in book.pages or anchor not in book.pages[page].anchors:
                yield Fault(where, f"{topic} is said to stand at {place!r}, which is no heading", "name the section that teaches it")
    if len(seen) != COUNT:
        yield Fault(str(TOPICS), f"holds {len(seen)} topics instead of {COUNT}", "put back what is lost, or change COUNT with a new one")


@pytest.mark.parametrize("whole", BOOKS, ids=lambda book: book.config.name)
def test_every_topic_has_its_place(whole):
    faults = misplaced(read_text(ROOT / TOPICS), whole)
    if told := "\n".join(map(str, faults)):
        pytest.fail(told, pytrace=False)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("ACT-01 | in words", "is not 'topic |"),
        ("ACT-01 | | activations#collapse", "is not 'topic |"),
        ("activations | in words | activations#collapse", "is not 'topic |"),
        ("", "is not 'topic |"),
        ("ACT-98 | once | activations#collapse\nACT-98 | twice | activations#relu", "ACT-98 stands in the list already"),
        ("ACT-99 | gone | activations#collapse, activations#gone", "at 'activations#gone', which is no heading"),
        ("ACT-99 | gone | gone#collapse", "at 'gone#collapse', which is no heading"),
        ("ACT-99 | no anchor | activations", "at 'activations', which is no heading"),
    ],
)
def test_a_topic_that_is_misplaced_is_told_with_its_line(line, what):
    first, last = misplaced(f"# a comment\n{line}\n", BOOKS[0])
    assert first.where == f"{TOPICS}:{2 + line.count(chr(10))}" and what in first.what
    assert last.where == str(TOPICS) and f"topics instead of {COUNT}" in last.what
