"""Small made-up trees that the tests share: a good snippet and page, and planted faults."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from torchproof import rules
from torchproof.attack import applying
from torchproof.book import record
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet, words
from torchproof.evidence import proof
from torchproof.evidence.proof import Proof
from torchproof.run import runner as running
from torchproof.run.result import Run
from torchproof.run.runner import PRELOAD, Change, Runner
from torchproof.run.server import Server

LANGUAGE = (Path(__file__).resolve().parent.parent / "docs/en/language.toml").read_text(encoding="utf-8")
SETTINGS = "docs_dir: docs/en\nnav:\n  - Home: index.md\n  - Chapters:\n      - demo.md\n"


GOOD = '''"""Twice one is two, and a line is drawn."""
# --8<-- [start:numbers]
import matplotlib.pyplot as plt
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(f"twice: {2 * x[0].item():.3f}")
# --8<-- [end:numbers]
# --8<-- [start:gradient]
(x * x).sum().backward()
print("gradient:", x.grad.tolist())
fig, ax = plt.subplots(figsize=(4.5, 2), layout="constrained")
ax.plot([0, 1, 2], [0, 1, 4], label="x²")
ax.set_xlabel("x")
plt.show()
# --8<-- [end:gradient]

assert x.grad[0] == 2, "the slope of x² at 1 is 2"
'''


PRINTED = {"numbers": "twice: 2.000\n", "gradient": "gradient: [2.0, 4.0]\n"}
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="324pt" height="144pt" viewBox="0 0 324 144"><text>x</text></svg>\n'


PAGE = """---
title: Demo
description: A page for the tests of the checks.
---

# Demo { #demo }

Twice one is 2.000, as the run says.

```python
--8<-- "demo/good.py:numbers"
```

```text
--8<-- "demo/good.out:numbers"
```

## Slopes { #slopes }

$$
\\frac{\\partial x^2}{\\partial x} = 2x
$$

```python
--8<-- "demo/good.py:gradient"
```

```text
--8<-- "demo/good.out:gradient"
```

![The square of x grows from 0 to 4.](snippets/demo/good.svg)

See [slopes](#slopes), [itself](demo.md#demo) and a census of 1,234 people.[^census]

[^census]: Statistics, 1999.
"""

FORMULAS = r"""[slopes.given]
'x' = 'x: real 2'

[slopes.spelled]
'\frac{\partial x^2}{\partial x}' = '(x * x).sum() by x'
"""


def plant(body: str) -> str:
    """The source of a snippet whose one region holds `body`."""
    return f'"""A planted fault."""\n# --8<-- [start:all]\n{body}\n# --8<-- [end:all]\n\nassert repr, "nothing"\n'


HANG = 2.0  # seconds


RUNS = {  # stem: (source, line of the message, what it says)
    "false_claim": (GOOD.replace("== 2,", "== 3,"), 18, "the claim is false: the slope of x² at 1 is 2"),
    "raises": (plant("import torch\ntorch.zeros(2) @ torch.zeros(3)"), 4, "RuntimeError"),
    "stderr": (plant("import sys\nprint(1)\nprint('note', file=sys.stderr)"), None, "writes to stderr: note"),
    "warns": (plant("import warnings\nwarnings.warn('old')"), 4, "UserWarning: old"),
    "network": (plant("import urllib.request\nurllib.request.urlopen('http://localhost:9')"), 4, "reaches for the network"),
    "network_hidden": (
        plant("import socket\ntry:\n    socket.create_connection(('localhost', 9))\nexcept Exception:\n    print('offline')"),
        None,
        "reaches for the network",
    ),
    "spins": (plant("while True: pass"), 3, f"was ended: for {HANG:g} s it printed and drew nothing"),
    "waits": (plant("import time\ntime.sleep(99)"), 4, f"was ended: for {HANG:g} s it printed and drew nothing"),
    "aborts": (plant("import os\nos.abort()"), None, "the interpreter died (SIGABRT)"),
    "exits": (plant("import sys\nsys.exit(0)"), 4, "SystemExit"),
    "vanishes": (plant("import os\nos._exit(0)"), None, "the interpreter died (exit status 0)"),
    "eats_memory": (plant("import torch\nx = torch.ones(2**32)"), 4, "RuntimeError"),
    "eats_more": (plant("x = bytearray(2**33)"), 3, "MemoryError"),
    "process": (plant("import subprocess\nsubprocess.run(['true'])"), 4, "starts another process"),
    "forks": (plant("import os\nos.fork()"), 4, "starts another process"),
    "writes_outside": (plant("open('../stray.txt', 'w')"), 3, "writes outside its folder (stray.txt)"),
    "writes_beside": (plant("import os\nos.makedirs('deep')\nopen('../work2', 'w')"), 5, "writes outside its folder (work2)"),
    "renames_outside": (
        plant("import os\nopen('a', 'w').close()\nos.rename('a', '../b')"),
        5,
        "changes files outside its folder (os.rename b)",
    ),
    "links_outside": (plant("import os\nos.symlink('a', '../b')"), 4, "changes files outside its folder (os.symlink b)"),
    "writes_through_a_link": (plant("import os\nos.symlink('..', 'up')\nopen('up/a', 'w')"), 5, "writes outside its folder (a)"),
    "saves_outside": (plant("import torch\ntorch.save(1, '../a.pt')"), 4, "writes outside its folder (a.pt)"),
    "saves_far_outside": (
        plant("import pathlib, torch\ntorch.save(1, pathlib.Path('/tmp/planted.pt'))"),
        4,
        "writes outside its folder (planted.pt)",
    ),
    "reads_its_result": (plant("print(open('../stdout').read())"), 3, "reads a file that is not in data/ (stdout)"),
    "removes_outside": (plant("import os\nos.remove('../stdout')"), 4, "changes files outside its folder"),
    "floods": (plant("while True:\n    print('x' * 1000)"), 4, "prints more than"),
    "long_output": (plant("for i in range(13):\n    print(i)"), 3, "prints 13 lines, at most 12"),
    "long_line": (plant("print('x' * 201)"), 3, "prints a line of 201 columns, at most 200"),
    "fence": (plant("print(1)\nprint('`' * 5)"), 3, "prints a line that begins as a fence does"),
    "fence_of_tildes": (plant("print('  ~~~')"), 3, "prints a line that begins as a fence does"),
    "library_asserts": (
        plant("import torch\ntorch.nn.MultiheadAttention(5, 2)"),
        4,
        "AssertionError: embed_dim must be divisible by num_heads",
    ),
    "shown_assert": (plant("def f(x):\n    assert x, 'f needs x'\n\n\nf(0)"), 4, "AssertionError: f needs x"),
    "ansi": (plant("print('\\x1b[31mred')"), 3, "prints a control character"),
    "invalid": (plant("print('\\udcff')"), 3, "prints a control character"),
    "raw_bytes": (plant("import os\nos.write(1, b'\\xff')\nprint(1)"), None, "writes to stdout past Python: \\xff"),
    "floods_past_python": (plant("import os\nwhile True:\n    os.write(1, b'x' * 2**20)"), 5, "File too large"),
    "large_file": (plant("with open('a', 'wb') as file:\n    file.write(bytes(2**27))"), 4, "File too large"),
    "raw_stdout": (plant("import os\nos.write(1, b'past Python')\nprint(1)"), None, "writes to stdout past Python"),
    "version": (plant("import torch\nprint('made with', torch.__version__)"), 3, "prints a version, "),
    "silent": (plant("x = 1"), None, "prints nothing and draws nothing"),
    "not_shown": (plant("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint(1)"), None, "draws a figure that it never shows"),
    "claims_print": (GOOD + 'print("below")\n', 19, "prints below its last region"),
}


HANGS = ("spins", "waits")


FORMS = {  # stem: (source, line of the message, what it says)
    "unclosed": (GOOD.replace("# --8<-- [end:gradient]\n", ""), 9, "region 'gradient' is never closed"),
    "nested": (GOOD.replace("# --8<-- [end:numbers]\n", ""), 8, "starts before 'numbers'"),
    "wrong_end": (GOOD.replace("[end:numbers]", "[end:number]"), 8, "region 'number' ends, but the open region is 'numbers'"),
    "twice": (GOOD.replace(":gradient]", ":numbers]"), 9, "there is a region 'numbers' already"),
    "uncovered": (GOOD.replace("# --8<-- [start:gradient]\n", "y = 1\n# --8<-- [start:gradient]\n"), 9, "'y = 1' is in no region"),
    "no_docstring": (GOOD.split("\n", 1)[1], 1, "the first line is not a docstring"),
    "no_claim": (GOOD[: GOOD.index("assert")], 17, "claims nothing"),
    "no_message": (GOOD.replace(', "the slope of x² at 1 is 2"', ""), 18, "a claim without a message"),
    "constant": (GOOD.replace("x.grad[0] == 2", "True"), 18, "a claim that cannot fail: its condition asks about nothing"),
    "uncalled": (GOOD.replace("assert x", "def later():\n    assert x"), 19, "inside 'def later():' it may never be reached"),
    "never": (GOOD.replace("assert x", "if False:\n    assert x"), 19, "inside 'if False:' it may never be reached"),
    "caught": (GOOD.replace("assert x", "try:\n    assert x") + "except AssertionError:\n    pass\n", 19, "inside 'try:' it may never"),
    "suppressed": (
        GOOD.replace("assert x", "with suppress(AssertionError):\n    assert x"),
        19,
        "inside 'with suppress(AssertionError):' it",
    ),
    "loop_over_nothing": (GOOD.replace("assert x", "for y in ():\n    assert x"), 19, "inside 'for y in ():' it may never be reached"),
    "foreign": (plant("import pandas"), 3, "imports 'pandas'"),
    "too_long": (plant("print(1)") + "\n" * 60, 61, "at most 60 are allowed"),
    "too_wide": (plant(f"print({'1' * 80})"), 3, "at most 79 are allowed"),
    "not_python": (plant("print("), None, "is not Python"),
    "größe": (GOOD, 1, "is not snake_case"),
    "CamelCase": (GOOD, 1, "is not snake_case"),
    "bad_region": (GOOD.replace(":numbers]", ":Numbers]"), 2, "is not kebab-case"),
    "empty_region": (plant(""), 3, "is empty"),
}


@pytest.fixture(scope="session")
def tree(tmp_path_factory) -> Path:
    """A small book: `snippets/demo/good.py` with its record, every planted fault in a folder of its own, and a page."""
    root = tmp_path_factory.mktemp("book")
    for folder, sources in (("demo", {"good": (GOOD,)}), ("planted", RUNS), ("forms", FORMS)):
        (root / "snippets" / folder).mkdir(parents=True)
        for stem, (source, *_) in sources.items():
            (root / "snippets" / folder / f"{stem}.py").write_text(source, encoding="utf-8")
    (root / "docs" / "en").mkdir(parents=True)
    (root / "docs" / "en" / "language.toml").write_text(LANGUAGE, encoding="utf-8")
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (root / "docs" / "en" / "snippets").symlink_to(root / "snippets")
    (root / "tests/formulas").mkdir(parents=True)
    (root / "tests/formulas/demo.toml").write_text(FORMULAS, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def lend() -> Iterator[Callable[[], contextlib.AbstractContextManager]]:
    """A context in which all runners have one server, and one for last-bit noise, where it is on no other machine: to import torch takes as long as ten tests."""
    started: dict[tuple, Server] = {}
    usual = [name for names in PRELOAD.values() for name in names]

    def server(machine: dict[str, str], preload: list[str]) -> Server | SimpleNamespace:
        if machine != {"CUDA_VISIBLE_DEVICES": ""}:
            return Server(machine, preload)
        own = tuple(name for name in preload if name not in usual)
        if own not in started:
            started[own] = Server(machine, [*usual, *own])
        return SimpleNamespace(run=started[own].run, close=lambda: None)

    @contextlib.contextmanager
    def lent() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(running, "Server", server)
            yield

    yield lent
    for each in started.values():
        each.close()


@pytest.fixture
def lent(lend) -> Iterator[None]:
    """The runners of a test have a server that others had before."""
    with lend():
        yield


@pytest.fixture(scope="session")
def outcomes(tree, lend) -> dict[str, Run]:
    """Stem → its run, for all snippets of the small book; `good` runs twice."""
    planted = {path.stem: Snippet.read(path) for path in sorted((tree / "snippets/planted").glob("*.py"))}
    good = Snippet.read(tree / "snippets/demo/good.py")
    hanging = [planted[stem] for stem in HANGS]
    with lend(), Runner(tree, [*planted.values(), good], memory=2**31) as runner, Runner(tree, hanging, workers=2, hang=HANG) as impatient:
        futures = {stem: (impatient if stem in HANGS else runner).submit(snippet) for stem, snippet in planted.items()}
        futures |= {"good": runner.submit(good), "again": runner.submit(good), "shifted": runner.submit(good, Change(shift=1))}
        return {stem: future.result() for stem, future in futures.items()}


@pytest.fixture(scope="session")
def good(tree) -> Snippet:
    """The good snippet with what it prints, a drawing in the place of its own, and a proof: a test of pages and proofs needs no torch."""
    snippet = Snippet.read(tree / "snippets/demo/good.py")
    record.write(snippet, Record(PRINTED, DRAWN))
    proven(snippet).write(snippet)
    return snippet


@pytest.fixture
def recorded(tmp_path, outcomes) -> Snippet:
    """The good snippet, in a tree of its own, with the record of its run."""
    (tmp_path / "snippets/demo").mkdir(parents=True)
    snippet = Snippet(tmp_path / "snippets/demo/good.py", GOOD)
    assert outcomes["good"].fault is None, str(outcomes["good"].fault)
    record.write(snippet, outcomes["good"].record)
    return snippet


def proven(snippet: Snippet, **changes: dict) -> Proof:
    """A proof that says that every attack found nothing, with changed tables, or without those that are None."""
    tables = {
        name: attack.verdict(snippet, {trial: [] for trial in attack.trials(snippet)})
        | {"ways": proof.ways(attack.trials(snippet)), "torch": "2.15.0"}
        for name, attack in applying(snippet).items()
    }
    if "mistakes" in tables:
        tables["mistakes"] |= {"noticed": tables["mistakes"]["of"], "survivors": []}
    if "vacuity" in tables:
        tables["vacuity"] |= {"could": len(snippet.claims), "never": []}
    tables = {name: table for name, table in (tables | changes).items() if table is not None}
    claims = [words(claim) for claim in snippet.claims]
    found = Proof(snippet.digest, proof.digest(snippet), claims, "2.15.0", "2026-11-26", 0.1, tables)
    return replace(found, seal=proof.short(found.text))


def faults(root: Path, page: str) -> list[Fault]:
    """The faults of the page `demo` with this text."""
    (root / "docs/en/index.md").write_text("# Home { #home }\n", encoding="utf-8")
    (root / "docs/en/demo.md").write_text(page, encoding="utf-8")
    book = Book(root, root / "mkdocs.yml")
    return rules.check(book.pages["demo"], book)
