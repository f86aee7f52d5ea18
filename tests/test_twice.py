"""What a page tells stands in a list too: a number or a turning word that changes in one place only is found."""

import pytest
from test_numbers import found
from test_numbers import root as root  # the same small book

from torchproof import rules
from torchproof.book.book import Book
from torchproof.rules import twice

SAYS = (
    "The accuracy is 97.6 %, in 8 of 31 starts, with three layers, and the loss −4.63 is lower than 0.07. It does not vanish.\n\n"
    "| loss | accuracy |\n|---|---|\n| −4.63 | 97.6 % |"
)


@pytest.fixture
def book(root):
    """The small book with these sentences in it, and their list."""
    assert found(root, SAYS) == []
    return Book(root, root / "mkdocs.yml")


def faults(book: Book, old: str, new: str) -> list:
    """What is at fault where something is said otherwise, and the list is as it was."""
    path = book.folder / "demo.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    again = Book(book.root, book.config)
    return [fault for fault in twice.listed(again.pages["demo"], again) if fault.mend]


def test_a_list_holds_each_number_with_its_program(book):
    told = twice.place(book.pages["demo"], book).read_text(encoding="utf-8").splitlines()
    here = told.index("# training")
    assert told[here + 1] == "97.6 %, 8, 31 (demo/train); three; -4.63 (demo/train); lower; 0.07 (demo/train); not"
    assert told[here + 2] == "-4.63, 97.6 % (demo/train)", "a row of a table is one line"
    assert twice.place(book.pages["index"], book).name == "index.txt"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("97.6 %, in 8", "98 %, in 8"),
        ("8 of 31", "31 of 40"),
        ("8 of 31", "eight of 31"),
        ("three layers", "four layers"),
        ("three layers", "layers"),
        ("with three layers", "with three layers of 12"),
        ("−4.63 is", "4.63 is"),
        ("lower than", "higher than"),
        ("does not vanish", "does vanish"),
        ("It does not", "It never does"),
        ("| −4.63 | 97.6 % |", "| 97.6 % | −4.63 |"),
        ("| −4.63 | 97.6 % |", "| −4.63 | 97.6 % |\n| −4.63 | 97.6 % |"),
        ("\n\n| loss | accuracy |\n|---|---|\n| −4.63 | 97.6 % |", ""),
        ("## Training", "## Training in 40 steps"),
        ("A line that falls", "Two lines that fall"),
    ],
)
def test_what_is_told_otherwise_is_found(book, old, new):
    found = faults(book, old, new)
    assert found and all("python -m torchproof told demo" in fault.mend for fault in found)


@pytest.mark.parametrize(("old", "new"), [("The accuracy is", "Its accuracy was"), ("97.6 %, in", "97.6&nbsp;%, in"), ("lower", "*lower*")])
def test_other_words_may_change(book, old, new):
    assert faults(book, old, new) == []


def test_a_fault_tells_both_and_its_line(book):
    (fault,) = faults(book, "8 of 31 starts", "31 of 31 starts")
    line = next(number for number, text in enumerate((book.folder / "demo.md").read_text().splitlines(), 1) if "31 of 31" in text)
    assert fault.where.endswith(f"demo.md:{line}")
    assert fault.what.startswith("the text tells '97.6 %, 31, 31 (demo/train)") and "holds '97.6 %, 8, 31 (demo/train)" in fault.what


def test_a_number_that_another_program_shows_now_is_found(book, root):
    path = root / "snippets/demo/train.out"
    kept = path.read_text(encoding="utf-8")
    try:
        path.write_text(kept.replace("12,345", "12,346"), encoding="utf-8")
        again = Book(book.root, book.config)
        assert list(twice.listed(again.pages["demo"], again)) == [], "no text tells it"
        path.write_text(kept.replace("31", "32"), encoding="utf-8")
        again = Book(book.root, book.config)
        assert any("8 (demo/train); 31, three" in fault.what for fault in twice.listed(again.pages["demo"], again))
    finally:
        path.write_text(kept, encoding="utf-8")


def test_a_page_without_its_list_is_found_and_a_list_without_its_page(book):
    path = twice.place(book.pages["demo"], book)
    path.unlink()
    assert any("holds 'nothing'" in fault.what for fault in twice.listed(book.pages["demo"], book))
    twice.write(book, [])
    assert path.exists() and rules.check_book(book) == []
    path.with_name("gone.txt").write_text("# gone\n", encoding="utf-8")
    path.with_name("demo.md").write_text("", encoding="utf-8")
    assert [fault.what for fault in twice.lists(book)] == ["is of no page", "is of no page"]
    for name in ("gone.txt", "demo.md"):
        path.with_name(name).unlink()
