"""Every notebook, run by a kernel of Jupyter as a reader runs it: it prints what the book shows, its exercises can be solved, and no figure is spread over two cells.

`nox -s notebooks` runs all of them, each week. `nox -s test_site` runs those that the commit draws: their cells are held equal to the
programs in all (`tests/test_site.py`), and the programs are run at each commit.
"""

import asyncio
import functools
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest
from conftest import BOOKS, ROOT
from nbclient import NotebookClient

from torchproof.attack import sample
from torchproof.book.book import INTRODUCTION
from torchproof.evidence.compare import first_difference
from torchproof.publish.notebooks import SEEN, Notebook, style, styled
from torchproof.run import mnist
from torchproof.run.figure import STYLE

NOTEBOOKS = {
    f"{book.folder.name}/{page.name}": Notebook(page, book)
    for book in BOOKS
    for page in book.pages.values()
    if page.own and page.name != INTRODUCTION
}
START = 4.0  # seconds of processor time in which a kernel starts and imports torch
DRAWS = re.compile(r"\bplt\.(?!rcParams)")


@functools.cache
def costs() -> dict[str, float]:
    """About how many seconds of processor time each notebook takes."""
    return {name: START + sample.seconds(notebook.page.own) for name, notebook in NOTEBOOKS.items()}


def drawn(commit: str) -> list[str]:
    """The notebooks that are run: all, or those that a commit draws."""
    return [*sample.drawn(costs(), commit)] if commit else [*NOTEBOOKS]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One run for each notebook that is drawn."""
    if "run_of" in metafunc.fixturenames:
        metafunc.parametrize("run_of", drawn(metafunc.config.getoption("drawn")))


def printed(cell: dict) -> str:
    """What a cell printed."""
    return "".join(output["text"] for output in cell["outputs"] if output["output_type"] == "stream" and output["name"] == "stdout")


def pictures(cell: dict) -> int:
    """How many figures a cell drew."""
    return sum("image/png" in output.get("data", {}) for output in cell["outputs"])


def solved(notebook: Notebook) -> list[str]:
    """Its exercises as a reader leaves them who has solved them."""
    parts = ("given", "solution", "checker")
    exercises = notebook.book.shown(notebook.page).values()
    return ["\n".join(exercise.file.code(name).strip("\n") for name in parts) for exercise in exercises]


def run(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Run a notebook in a kernel of its own with one thread; its outputs become those of the run."""
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(folder)}})
    asyncio.run(client.async_execute(env=os.environ | {"OMP_NUM_THREADS": "1"}))


@pytest.fixture(scope="module")
def executed(request, tmp_path_factory):
    """Name → a notebook with its exercises solved below, and the future of its run; two run at a time, in a folder with nothing in it but the data."""
    mnist.ensure(ROOT / "data", [snippet for book in BOOKS for snippet in book.snippets.values()])
    folder = tmp_path_factory.mktemp("notebooks")
    (folder / "data").symlink_to((ROOT / "data").resolve())
    notebooks = {name: nbformat.reads(NOTEBOOKS[name].json(), as_version=4) for name in drawn(request.config.getoption("drawn"))}
    for name, notebook in notebooks.items():
        notebook.cells += map(nbformat.v4.new_code_cell, solved(NOTEBOOKS[name]))
    pool = ThreadPoolExecutor(2)
    yield {name: (notebook, pool.submit(run, notebook, folder)) for name, notebook in notebooks.items()}
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_figure_is_begun_and_ended_in_one_cell(name):
    cells = [cell for cell in NOTEBOOKS[name].cells if cell["cell_type"] == "code"]
    assert cells[0]["source"].startswith("import matplotlib.pyplot as plt\n\nplt.rcParams.update(")
    for cell in cells[1:]:
        assert bool(DRAWS.search(cell["source"])) == ("plt.show()" in cell["source"]), cell["source"]


def test_the_style_file_is_the_style_of_the_first_cell(tmp_path):
    (tmp_path / "torchproof.mplstyle").write_text(style(), encoding="utf-8")
    with plt.rc_context(STYLE):
        wanted = {name: plt.rcParams[name] for name in SEEN}
    with plt.rc_context():
        exec(styled())
        assert {name: plt.rcParams[name] for name in SEEN} == wanted
    with plt.style.context(tmp_path / "torchproof.mplstyle"):
        assert {name: plt.rcParams[name] for name in SEEN} == wanted


def test_commits_draw_every_notebook_and_few_at_once():
    samples = [drawn(f"commit {number}") for number in range(80)]
    assert {name for few in samples for name in few} == set(NOTEBOOKS) == set(drawn(""))
    assert all(0 < len(few) < len(NOTEBOOKS) / 2 for few in samples), "those of a minute"


def test_a_notebook_runs(run_of, executed):
    notebook, ended = executed[run_of]
    shown = [cell for cell in nbformat.reads(NOTEBOOKS[run_of].json(), as_version=4).cells if cell.cell_type == "code"]
    wanted = ["".join(output["text"] for output in cell.outputs if output.output_type == "stream") for cell in shown]
    wanted += ["solved\n"] * len(solved(NOTEBOOKS[run_of]))
    ended.result()
    for cell, text in zip((cell for cell in notebook.cells if cell.cell_type == "code"), wanted, strict=True):
        assert first_difference(text, printed(cell)) is None, f"{cell.source}\n\nprints\n{printed(cell)}\nand the book shows\n{text}"
        assert pictures(cell) == cell.source.count("plt.show()"), cell.source
        errors = [output["ename"] for output in cell["outputs"] if output["output_type"] == "error"]
        assert errors == (["AssertionError"] if "tags" in cell.metadata else []), cell.source
    assert len(shown) > 1


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_an_exercise_is_a_cell_that_may_fail_above_its_folded_solution(name):
    notebook = NOTEBOOKS[name]
    exercises = notebook.book.shown(notebook.page).values()
    cells = [number for number, cell in enumerate(notebook.cells) if cell["metadata"] == {"tags": ["raises-exception"]}]
    assert [notebook.cells[number]["source"] + "\n" for number in cells] == [exercise.task for exercise in exercises]
    for number, exercise in zip(cells, exercises, strict=True):
        assert exercise.stars in notebook.cells[number - 1]["source"].splitlines()[-1]
        below = notebook.cells[number + 1]["source"]
        assert below.startswith('<details class="tip"><summary>Hint</summary>\n\n') and "`" not in below.partition("</details>")[0]
        assert f'</details>\n\n<details class="success"><summary>Solution</summary>\n\n```python\n{exercise.solution}```' in below
