"""No test is lost or left out unnoticed."""

import re
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import BOOKS, ROOT, pytest_configure

OTHERS = {
    "test_engines.py": 5,
    "test_moving.py": 11,
    "test_names.py": 2,
    "test_notebooks.py": 5,
    "test_pages.py": 6,
    "test_search.py": 10,
    "test_site.py": 13,
    "test_tensorboard.py": 1,
}
OTHERS |= {"test_snippets.py": 3}
"""Functions that test the book or the site, whose tests are as many as its snippets and pages."""
MACHINERY = sorted(path.name for path in (ROOT / "tests").glob("test_*.py") if path.name not in OTHERS)
COUNTS = (ROOT / "tests/counts.txt").read_text(encoding="utf-8").split("\n")
LEFT_OUT = re.compile(r"pytest_(?:collection_|runtest_|sessionfinish|pyfunc_call|report_)|exitstatus|--deselect|--ignore|--maxfail|--exitfirst|\bcollect_ignore|pytest_(?:ignore_collect|deselected)|\.skip\b|\bskipif\b|importorskip|\bxfail\b|__test__|norecursedirs|[\"' ]-k\b|[\"' ]-x\b|[\"' ]--lf\b|--co\b")  # fmt: skip


def test_no_test_is_lost():
    functions = {name: (ROOT / "tests" / name).read_text(encoding="utf-8").count("\ndef test_") for name in OTHERS}
    assert functions == OTHERS
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", *(f"tests/{name}" for name in MACHINERY)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    mend = f"to mend: python -m pytest --collect-only -qq {' '.join(command[5:])} > tests/counts.txt, and look at its diff"
    assert found == COUNTS, "\n".join(["tests came or went", *unified_diff(COUNTS, found, lineterm="", n=0), mend])


def test_no_test_is_left_out():
    assert [line.partition(":")[0].removeprefix("tests/") for line in COUNTS if line] == MACHINERY
    for path in [ROOT / "noxfile.py", ROOT / "pyproject.toml", ROOT / ".ci/run", *sorted((ROOT / "tests").glob("*.py"))]:
        if path.name not in (Path(__file__).name, "sabotage.py"):
            found = [line for line in path.read_text(encoding="utf-8").splitlines() if LEFT_OUT.search(line)]
            allowed = ['session.error(told) if os.environ.get("CI") else session.skip(told)'] if path.name == "noxfile.py" else []
            assert [line.strip() for line in found] == allowed, path
    for bad in (
        'addopts = "-k not slow"',
        "@pytest.mark.xfail",
        "pytest.skip()",
        "def pytest_collection_modifyitems",
        "session.exitstatus = 0",
        "collect_ignore = []",
        '"--deselect=tests/a.py"',
    ):
        assert LEFT_OUT.search(bad), bad


def test_the_book_is_tested_snippet_by_snippet_and_page_by_page(request):
    """What `pytest_generate_tests` gives to the tests of the book; exercises go with their pages."""
    snippets, pages = request.config.chosen
    assert [snippet.id for snippet in snippets] == sorted(f"{path.parent.name}/{path.stem}" for path in (ROOT / "snippets").glob("*/*.py"))
    generated = ("terms", "claims")
    assert pages == sorted(path.stem for path in (ROOT / "docs").glob("*/*.md") if path.stem not in generated)
    exercises = (ROOT / "snippets").glob("*/exercises/*.py")
    assert [*BOOKS[0].exercises] == sorted(f"{path.parent.parent.name}/exercises/{path.stem}" for path in exercises)


def test_a_rehearsal_is_of_every_snippet_that_uses_a_device():
    def configured(*only: str, drawn: str = "") -> SimpleNamespace:
        config = SimpleNamespace(getoption={"only": only, "device": "rehearsal", "drawn": drawn}.__getitem__)
        pytest_configure(config)
        return config

    found = [snippet.id for snippet in configured().chosen[0]]
    assert found == [snippet.id for snippet in BOOKS[0].snippets.values() if "device" in snippet.source and snippet.uses_device]
    one, two = ({snippet.id for snippet in configured(drawn=commit).chosen[0]} for commit in ("one", "two"))
    assert one != two and all(few and few < set(found) and len(few) < len(found) / 2 for few in (one, two)), "a minute's sample"
    with pytest.raises(pytest.UsageError, match="none of these snippets uses a device"):
        configured(next(name for name in BOOKS[0].snippets if name not in found))
