"""Every page, as its reader sees it, and the whole book keep every rule of `torchproof/rules`."""

import pytest
from conftest import BOOKS

from torchproof import rules


def test_page(page, book):
    faults = rules.check(page, book)
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)


@pytest.mark.parametrize("whole", BOOKS, ids=lambda book: book.config.name)
def test_book(whole):
    faults = rules.check_book(whole)
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
