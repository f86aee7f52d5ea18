"""Every name of torch that the text mentions exists in the torch that is installed."""

import inspect
import re

import pytest
from conftest import BOOKS

ROOTS = ("torch", "nn", "F", "optim", "Tensor", "torchvision")
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
    """Which of these names lead to nothing; what their modules say of the machine as they are imported is no answer."""
    program = f"{inspect.getsource(find)}\nimport logging\n\nlogging.disable()\nprint(*(name for name in {names!r} if not find(name)))"
    return set(runner.ask(program).split())


def names(page) -> list[tuple[int, str]]:
    """The names of torch that a page mentions, with their lines."""
    return [(piece.line, name) for passage in page.passages for piece in passage.only("code") for name in NAME.findall(piece.text)]


@pytest.fixture(scope="module")
def missing(runner) -> set[str]:
    """The mentioned names that torch lacks."""
    return lacking(runner, sorted({name for book in BOOKS for page in book.pages.values() for _, name in names(page)}))


def test_a_name_that_torch_lacks_is_found(runner):
    mixed = [
        "nn.Linear",
        "torch.utils.benchmark.Timer",
        "torch.optim.lr_scheduler.StepLR",
        "Tensor.backward",
        "nn.Layer7",
        "torch.optimizers.SGD",
    ]
    assert lacking(runner, mixed) == {"nn.Layer7", "torch.optimizers.SGD"}


def test_names(page, missing):
    wrong = [f"{page.path}:{number}: torch has no {name}" for number, name in names(page) if name in missing]
    if wrong:
        pytest.fail("\n".join(wrong) + "\n    to mend: correct the name", pytrace=False)
