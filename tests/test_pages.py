"""Every page, as its reader sees it, keeps every rule of `torchproof/rules`."""

import pytest

from torchproof import rules


def test_page(page, book):
    faults = rules.check(page, book)
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)
