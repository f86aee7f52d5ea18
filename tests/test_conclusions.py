"""What the text concludes was read against its claim: a sentence or a claim that changes afterwards is found."""

import pytest
from test_numbers import PAGE
from test_numbers import root as root  # the same small book

from torchproof.book.book import Book
from torchproof.rules import conclusions

HERE = "Training helps. It was so because the weight vanishes, and [it](#other) prints. Dogs won. Cats are 3.5 times the size. It is run."


def book(root, here: str = HERE, page: str = PAGE) -> Book:
    """The small book with some text on its page."""
    (root / "docs/en/demo.md").write_text(page.replace("FIRST", here), encoding="utf-8")
    return Book(root, root / "mkdocs.yml")


def unread(of: Book) -> list[str]:
    """What of its page was not read."""
    page = of.pages["demo"]
    return [str(fault) for fault in conclusions.unread(page, of, conclusions.read(page, of))]


@pytest.fixture
def read(root) -> Book:
    """The small book, all of whose conclusions were read."""
    found = book(root)
    conclusions.write(found.pages["demo"], found)
    return found


def test_a_book_that_was_read_raises_nothing(root, read):
    assert unread(read) == unread(book(root)) == []
    assert unread(book(root, HERE.replace(" It was", "\nIt was"))) == [], "where a line ends says nothing"
    assert unread(book(root, HERE.replace("It is run.", "It was run, I hear."))) == [], "that concludes nothing"


def test_sentences_that_conclude_are_listed_with_the_claim_that_carries_them(root):
    said = "The weight is smaller than before. Cats are grey because of it, and [it](#other) prints. It was so. Dogs are smaller than cows."
    page = PAGE.replace("## Training", "## Lower because of training")
    found = book(root, said, page)
    listed = [(each.said, each.claim) for name in ("demo", "index") for each in conclusions.concluded(found.pages[name], found)]
    assert ("The weight is smaller than before.", "the weight does not vanish") in listed
    assert ("Cats are grey because of it, and it prints.", "it prints") in listed
    assert ("It is so because a net prints.", "it prints") in listed, "a page without programs has the claims that it links"
    assert ("Dogs are smaller than cows.", "") in listed, "no claim carries it"
    assert not any(sentence.startswith("It was so") for sentence, _ in listed)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Training helps.", "Training does not help."),
        ("Training helps.", "Training hurts."),
        ("Training helps.", "Training helped."),
        ("the weight vanishes", "the bias vanishes"),
        ("Dogs won.", "Dogs lost."),
        ("3.5 times the size", "3.5 times larger"),
        ("It is run.", "It is never run."),
    ],
)
def test_a_conclusion_that_has_changed_is_found_with_its_line_and_its_claim(root, read, was, now):
    [first, *rest] = unread(book(root, HERE.replace(was, now)))
    assert first.startswith("docs/en/demo.md:12: concludes ") or first.startswith(f"{root}/docs/en/demo.md:12: concludes "), first
    assert "which was not read against" in first and "python -m torchproof sentences --read demo" in first
    assert all("tests/conclusions/en/demo.txt:1: holds" in fault for fault in rest)


def test_a_claim_that_has_changed_is_found(root, read):
    snippet = root / "snippets/demo/train.py"
    source = snippet.read_text(encoding="utf-8")
    try:
        snippet.write_text(source.replace("the weight does not vanish", "the weight is not zero"), encoding="utf-8")
        assert any("against its claim 'the weight is not zero'" in fault for fault in unread(book(root)))
    finally:
        snippet.write_text(source, encoding="utf-8")


def test_what_is_said_to_be_read_and_stands_there_no_more_is_found(root, read):
    faults = unread(book(root, HERE.replace("Training helps. ", "")))
    assert len(faults) == 1 and "Training helps. |" in faults[0], faults


def test_of_two_equal_sentences_both_are_read(root, read):
    assert len(unread(book(root, f"{HERE} Training helps."))) == 1


def test_a_file_of_no_page_is_found(root, read):
    path = root / "tests/conclusions/en/gone.txt"
    assert list(conclusions.strays(read)) == []
    path.write_text("", encoding="utf-8")
    [fault] = conclusions.strays(read)
    path.unlink()
    assert fault.where == "tests/conclusions/en/gone.txt:1"


def test_a_page_that_concludes_nothing_has_no_file(root, read):
    found = book(root, "Text.", "# Demo { #demo }\n\nFIRST\n")
    conclusions.write(found.pages["demo"], found)
    assert not (root / conclusions.path(found.pages["demo"])).exists()


def test_a_page_of_which_nothing_was_read_is_unread(root):
    found = book(root)
    found.root.joinpath(conclusions.path(found.pages["demo"])).unlink(missing_ok=True)
    faults = unread(found)
    assert any("'Dogs won.', which was not read against any claim, for none near says a word of it" in fault for fault in faults)
    assert any("against its claim 'after training the loss is lower than 0.07'" in fault for fault in faults)


def test_a_claim_carries_in_its_own_section_only_and_a_footnote_concludes_nothing(root):
    found = book(root, "It never prints.[^a]\n\n[^a]: Cats never train.")
    listed = {each.said: each.claim for each in conclusions.concluded(found.pages["demo"], found)}
    assert listed["It never prints.[^a]"] == "", "what prints stands in the next section"
    assert not any("Cats" in said for said in listed)


def test_a_page_that_includes_what_is_not_there_is_read_all_the_same(root):
    found = book(root, page=PAGE.replace("demo/other.py:all", "demo/gone.py:all"))
    assert any(each.said == "Training helps." for each in conclusions.concluded(found.pages["demo"], found))
