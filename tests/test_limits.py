"""On which side of a number a result lies, and which way it moved, is held against the claims and the numbers themselves."""

import pytest
from planted import GOOD, LANGUAGE
from test_numbers import found
from test_numbers import root as root  # the same small book

from torchproof.book.book import Book
from torchproof.rules import limits

SIDE, WAY = "on one side", "lets something"


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        ("The loss is less than 0.07, as claimed.", None),
        ("The loss never is more than 0.07.", None),
        ("The loss is more than 0.07.", SIDE),
        ("The loss after training is at least 0.07.", SIDE),
        ("The loss stays above 0.07.", SIDE),
        ("The ratio is over 0.125, and no claim compares with it.", None),
        ("The ratio falls from 3.5 to 0.125.", None),
        ("The ratio rises from 3.5 to 0.125.", f"{WAY} rise from '3.5' to '0.125'"),
        ("The ratio falls from 0.125 to about 3.5.", f"{WAY} fall from '0.125' to '3.5'"),
        ("The ratio rises to 3.5, then falls to 0.125.", None),
        ("The ratio falls to 3.5, then rises to 0.125.", f"{WAY} rise from '3.5' to '0.125'"),
        ("The ratio falls to 0.125, and of others to 3.5.", None),
        ("The ratio is 0.125, and what falls ends at 3.5.", None),
    ],
)
def test_a_side_or_a_way_that_was_turned_is_found(root, says, fault):
    faults = found(root, says)
    assert faults == [] if fault is None else any(fault in what for what in faults), faults


@pytest.mark.parametrize(
    ("condition", "message", "wrong"),
    [
        ("x.grad[0] < 0.1", "the slope is below 0.1", False),
        ("x.grad[0] < 0.1", "the slope is over 0.1", True),
        ("0.1 <= x.grad[0]", "the slope is at most 0.1", True),
        ("x.grad[0] > 0.1", "the slope is over 10 %", False),
        ("x.grad[0] > 0.1", "the slope is under 10 %", True),
        ("x.grad[0] > 0.1", "the slope is not under 10 %", False),
        ("not x.grad[0] > 0.1", "the slope is under 10 %", False),
        ("x.grad[0] > 0.1 * x[0]", "the slope is below 0.1", False),
        ("x.grad[0] - 0.1 < 0", "the slope is over 0.1", False),
    ],
)
def test_a_message_has_a_number_on_the_side_of_its_condition(tmp_path, condition, message, wrong):
    folder = tmp_path / "snippets" / "demo"
    folder.mkdir(parents=True)
    (tmp_path / "docs/en").mkdir(parents=True)
    (tmp_path / "docs/en/language.toml").write_text(LANGUAGE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("docs_dir: docs/en\n", encoding="utf-8")
    source = GOOD[: GOOD.rindex("assert")] + f'assert {condition}, "{message}"\n'
    (folder / "good.py").write_text(source, encoding="utf-8")
    assert bool([*limits.messages(Book(tmp_path, tmp_path / "mkdocs.yml"))]) == wrong


def test_a_message_goes_on_in_the_next_line(root):
    path = root / "snippets/demo/train.py"
    kept = path.read_text(encoding="utf-8")
    broken = kept.replace("w.abs().max() < 0.07", "w.abs().max() - 0.07 < 0").replace("lower than 0.07", 'lower than " \\\n    "0.07')
    path.write_text(broken, encoding="utf-8")
    try:
        assert any(SIDE in what for what in found(root, "The loss after training is over 0.07."))
        assert not any(SIDE in what for what in found(root, "The loss after training is below 0.07."))
    finally:
        path.write_text(kept, encoding="utf-8")
