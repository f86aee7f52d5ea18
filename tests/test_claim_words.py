"""The words of a claim: a sentence, with no number that nothing holds."""

import pytest
from planted import GOOD

from torchproof.book.book import Book
from torchproof.rules import claims

MESSAGE = "the slope of x² at 1 is 2"


def test_a_number_that_is_filled_in_is_no_word_of_a_message(tmp_path):
    folder = tmp_path / "snippets" / "demo"
    folder.mkdir(parents=True)
    (folder / "good.py").write_text(GOOD.replace(f'"{MESSAGE}"', 'f"the slope is {x.grad[0]:.1f} at {1}"'), encoding="utf-8")
    assert list(claims.messages(Book(tmp_path, tmp_path / "mkdocs.yml"))) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (MESSAGE, None),
        ("the slope is 200 % of x", None),
        ("the slope at 1 is 99.9", "says '99.9', which neither its program nor its output holds"),
        ("in 92 % of cases the slope is 2", "says '92 %'"),
        ("slopes differ", None),
        ("right", "'right' is no sentence that stands alone"),
        ("the slope at 1 is two.", "is no sentence that stands alone"),
    ],
)
def test_a_message_says_what_its_program_holds(tmp_path, words, says):
    folder = tmp_path / "snippets" / "demo"
    folder.mkdir(parents=True)
    (folder / "good.py").write_text(GOOD.replace(MESSAGE, words), encoding="utf-8")
    found = [str(fault) for fault in claims.messages(Book(tmp_path, tmp_path / "mkdocs.yml"))]
    assert [says in fault for fault in found] == ([True] if says else []), found
