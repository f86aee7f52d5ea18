"""TensorBoard's own web page, on the file that the chapter's program writes, looked at in a browser: each curve that it writes is there.

Run by `nox -s test_site`. The page is served by the environment of torch, which has the package.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BOOKS, ROOT

pytest_plugins = ["reader"]  # whose fixture starts the browser

PYTHON = (ROOT / ".nox" / "torch" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")).absolute()
SNIPPET = BOOKS[0].snippets["monitoring/summary_writer"]
WRITES = SNIPPET.code("write")
TAGS = re.findall(r'add_scalar\("([^"]+)"', WRITES)
WAIT = 300  # seconds after which something is wrong on the slowest machine


@pytest.fixture
def board(tmp_path: Path) -> Iterator[str]:
    """The address of TensorBoard's page on what the chapter writes."""
    runs = tmp_path / "runs"
    program = f"{WRITES}\nwrite({str(runs)!r})\n"
    subprocess.run([PYTHON, "-c", program], cwd=tmp_path, check=True, timeout=WAIT, env=os.environ | {"OMP_NUM_THREADS": "1"})
    command = [PYTHON, "-m", "tensorboard.main", "--logdir", str(runs), "--host", "127.0.0.1", "--port", "0", "--load_fast", "false"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    said = []
    try:
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield found[0]
                break
        else:
            pytest.fail(f"TensorBoard ended: {''.join(said)}")
    finally:
        process.terminate()
        process.communicate(timeout=WAIT)


def test_the_page_shows_every_curve_that_the_chapter_writes(chromium, board):
    page = chromium.new_page()
    page.set_default_timeout(1000 * WAIT)
    page.goto(f"{board}#timeseries")
    assert len(TAGS) > 2, "the chapter writes some curves"
    for tag in dict.fromkeys(TAGS):
        page.get_by_text(tag, exact=True).first.wait_for()
    page.close()
