"""Every page, as its reader sees it, keeps every rule of `torchproof/pages.py`, and speaks of no term before the book has defined it."""

import pytest
from conftest import ROOT

from torchproof import terms
from torchproof.pages import Page
from torchproof.snippet import every


@pytest.fixture(scope="module")
def book():
    return every(ROOT)


@pytest.fixture(scope="module")
def early():
    return list(terms.early(terms.sections(ROOT)))


def test_page(page_path, book):
    faults = Page.read(page_path, book).check()
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)


def test_terms(page_path, early):
    faults = [fault for fault in early if fault.where.rpartition(":")[0] == str(page_path)]
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
