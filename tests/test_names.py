"""Every name of torch that the text mentions exists in the torch that is installed."""

import inspect
import re

import pytest
from conftest import PAGES

from torchproof.pages import Page

ROOTS = ("torch", "nn", "F", "optim", "Tensor", "torchvision")
SPAN = re.compile(r"`([^`]+)`")
NAME = re.compile(r"(?<![\w.\"'])((?:" + "|".join(ROOTS) + r")(?:\.\w+)+)")


def find(name: str) -> bool:
    """Whether a dotted name such as `nn.Linear` or `torch.optim.SGD` leads to something; run where torch is."""
    import importlib

    short = {"nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim", "Tensor": "torch.Tensor"}
    first, *rest = name.split(".")
    path = [*short.get(first, first).split("."), *rest]
    found = importlib.import_module(path[0])
    for number, part in enumerate(path[1:], 2):
        if not hasattr(found, part):
            try:
                importlib.import_module(".".join(path[:number]))
            except ImportError:
                return False
        found = getattr(found, part)
    return True


def lacking(runner, names: list[str]) -> set[str]:
    """Which of these names lead to nothing."""
    program = f"{inspect.getsource(find)}\nprint(*(name for name in {names!r} if not find(name)))"
    return set(runner.ask(program).split())


@pytest.fixture(scope="module")
def mentioned(page_sources) -> dict[str, list[tuple[int, str]]]:
    """Page → the names of torch that it mentions, with their lines."""
    return {
        str(path): [(number, name) for number, line in page.prose for span in SPAN.findall(line) for name in NAME.findall(span)]
        for path, page in page_sources.items()
    }


@pytest.fixture(scope="module")
def page_sources():
    return {path: Page.read(path, []) for path in PAGES.values()}


@pytest.fixture(scope="module")
def missing(runner, mentioned) -> set[str]:
    """The mentioned names that torch lacks."""
    return lacking(runner, sorted({name for found in mentioned.values() for _, name in found}))


def test_a_name_that_torch_lacks_is_found(runner):
    names = ["nn.Linear", "torch.optim.lr_scheduler.StepLR", "Tensor.backward", "nn.Layer7", "torch.optimizers.SGD"]
    assert lacking(runner, names) == {"nn.Layer7", "torch.optimizers.SGD"}


def test_names(page_path, mentioned, missing):
    wrong = [f"{page_path}:{number}: torch has no {name}" for number, name in mentioned[str(page_path)] if name in missing]
    if wrong:
        pytest.fail("\n".join(wrong) + "\n    to mend: correct the name", pytrace=False)
