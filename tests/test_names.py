"""Every name of torch that the text mentions exists in the torch that is installed."""

import importlib
import re

import pytest

from torchproof.pages import Page

ROOTS = {
    "torch": "torch",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "optim": "torch.optim",
    "Tensor": "torch.Tensor",
    "torchvision": "torchvision",
}
SPAN = re.compile(r"`([^`]+)`")
NAME = re.compile(r"(?<![\w.\"'])((?:" + "|".join(ROOTS) + r")(?:\.\w+)+)")


def find(name: str) -> bool:
    """Whether a dotted name such as `nn.Linear` or `torch.optim.SGD` leads to something."""
    first, *rest = name.split(".")
    path = [*ROOTS[first].split("."), *rest]
    found = importlib.import_module(path[0])
    for number, part in enumerate(path[1:], 2):
        if not hasattr(found, part):
            try:
                importlib.import_module(".".join(path[:number]))
            except ImportError:
                return False
        found = getattr(found, part)
    return True


def test_a_name_that_torch_lacks_is_found():
    assert find("nn.Linear") and find("torch.optim.lr_scheduler.StepLR") and find("Tensor.backward")
    assert not find("nn.Layer7") and not find("torch.optimizers.SGD")


def test_names(page_path):
    wrong = []
    for number, line in Page.read(page_path, []).prose:
        for span in SPAN.findall(line):
            wrong += [f"{page_path}:{number}: torch has no {name}" for name in NAME.findall(span) if not find(name)]
    if wrong:
        pytest.fail("\n".join(wrong) + "\n    to mend: correct the name", pytrace=False)
