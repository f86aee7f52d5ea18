"""The house of the machinery: rooms, arrows between them, sizes of modules, the table of rules."""

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

from torchproof import rules

HOUSE = ROOT / "torchproof"
ROOMS = ["book", "run", "evidence", "attack", "rules", "publish"]  # each may use those before it
LINES = 260
MODULES = sorted(path for path in HOUSE.rglob("*.py") if path.parent != HOUSE)
COMMENT = re.compile(r"<!-- rules -->\n(.*?)<!-- /rules -->", re.DOTALL)


def uses(source: str) -> set[str]:
    """The rooms that a module imports from."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "torchproof":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("torchproof."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("torchproof.")}
    return found


def wrong_arrows(room: str, source: str) -> set[str]:
    """The rooms that a module of a room uses and may not use."""
    return uses(source) - set(ROOMS[: ROOMS.index(room) + 1])


def test_a_wrong_arrow_is_found():
    for line in ("from torchproof.rules.code import language", "from torchproof import rules", "import torchproof.rules.code"):
        assert wrong_arrows("book", line) == wrong_arrows("attack", f"def f():\n    {line}") == {"rules"}
        assert wrong_arrows("rules", line) == wrong_arrows("publish", line) == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_module_uses_only_rooms_before_its_own_and_is_small(path: Path):
    source = path.read_text(encoding="utf-8")
    assert wrong_arrows(path.relative_to(HOUSE).parts[0], source) == set()
    assert source.count("\n") <= LINES, "split it"


def test_every_room_says_what_enters_and_what_leaves():
    assert sorted(path.name for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__") == sorted(ROOMS)
    for room in ROOMS:
        told = ast.get_docstring(ast.parse((HOUSE / room / "__init__.py").read_text(encoding="utf-8")))
        assert re.search(r"comes? in", told) and re.search(r"goe?s? out", told), room


def test_the_machinery_names_no_language():
    languages = [path.name for path in (ROOT / "docs").iterdir() if (path / "language.toml").exists()]
    assert languages
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not set(re.split(r"[/\\]", node.value)) & set(languages), f"{path}:{node.lineno}"


def test_every_rule_says_what_holds_and_why_and_stands_in_the_table():
    for name, rule in rules.rules().items():
        what, _, why = (rule.__doc__ or "").partition("\n\n")
        assert what.strip().endswith(".") and why.strip().endswith("."), name
    (table,) = COMMENT.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert table.strip() == rules.table().strip(), "python -m torchproof rules"


def test_no_test_waits_by_a_string_that_a_page_evaluates():
    """Playwright's `wait_for_function` does from its second look on, and the pages' policy forbids it: `until` of reader.py waits instead."""
    waits = [path.name for path in Path(__file__).parent.glob("*.py") if ".wait_for_function(" in path.read_text(encoding="utf-8")]
    assert waits == [Path(__file__).name]
