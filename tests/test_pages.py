"""Every page, as its reader sees it, keeps every rule of `torchproof/pages.py`."""

import pytest
from conftest import ROOT

from torchproof.pages import Page
from torchproof.snippet import every


@pytest.fixture(scope="module")
def book():
    return every(ROOT)


def test_page(page_path, book):
    faults = Page.read(page_path, book).check()
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
