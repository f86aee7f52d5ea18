"""Hostile and unlucky input: what a snippet leaves behind reaches no other, and what cannot be read or written ends in a plain error."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from conftest import ROOT
from planted import DRAWN, GOOD, LANGUAGE, PRINTED, plant, proven

from torchproof import rules
from torchproof.__main__ import main
from torchproof.attack import attacks, mistakes, prove
from torchproof.attack.machines import FOUR
from torchproof.book import record
from torchproof.book.book import Book
from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet, every
from torchproof.book.text import replace
from torchproof.evidence.proof import Proof
from torchproof.run import environment, server
from torchproof.run import runner as runner_module
from torchproof.run.runner import Change, Runner

CHANGES_STATE = plant("""import builtins, os, sys, warnings
import matplotlib, numpy, torch
torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)
torch.use_deterministic_algorithms(True)
torch.manual_seed(7)
numpy.random.seed(7)
matplotlib.rcParams["lines.linewidth"] = 9
builtins.print = None
os.environ["OMP_NUM_THREADS"] = "7"
sys.path.clear()
sys.modules["torch"] = None
warnings.filterwarnings("ignore")
sys.stdout.write("changed\\n")""")
LEAVES_PROCESS = plant("""import ctypes, time
child = ctypes.CDLL(None).fork()
if child == 0:
    time.sleep(600)
print(child)""")
LEAVES_THREAD = plant("import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()\nprint('started')")


def book(root: Path, **sources: str) -> list[Snippet]:
    """A book whose page `demo` has these snippets."""
    folder = root / "snippets" / "demo"
    folder.mkdir(parents=True)
    for stem, source in sources.items():
        (folder / f"{stem}.py").write_text(source, encoding="utf-8")
    return every(root)


def command(root: Path) -> list[str]:
    """The command that writes the records of a book, run in its root."""
    (root / "torchproof").symlink_to(ROOT.resolve() / "torchproof")
    return [sys.executable, "-m", "torchproof", "figures"]


def test_a_snippet_changes_nothing_for_the_next_one(tmp_path):
    changes, good = book(tmp_path, good=GOOD, changes=CHANGES_STATE)
    with Runner(tmp_path, [changes, good], workers=1) as runner:
        before, changed, after = (runner.submit(snippet).result() for snippet in (good, changes, good))
    assert changed.fault is None, str(changed.fault)
    assert changed.output == {"all": "changed\n"}
    assert (after.fault, after.output, after.figure) == (None, before.output, before.figure)


def runs(process: int) -> bool:
    """Whether a process is there and not a zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_process_that_a_snippet_leaves_is_ended(tmp_path):
    (snippet,) = book(tmp_path, leaves=LEAVES_PROCESS)
    with Runner(tmp_path, [snippet], workers=1) as runner:
        run = runner.submit(snippet).result()
    assert run.fault is None, str(run.fault)
    left = int(run.output["all"])
    for _ in range(50):  # an ended process needs a moment to go
        if not runs(left):
            return
        time.sleep(0.1)
    pytest.fail("the process that the snippet left is still running")


def test_a_thread_that_a_snippet_leaves_holds_nobody_up(tmp_path):
    (snippet,) = book(tmp_path, leaves=LEAVES_THREAD)
    start = time.monotonic()
    with Runner(tmp_path, [snippet], workers=1) as runner:
        run = runner.submit(snippet).result()
    assert run.fault is None and run.output == {"all": "started\n"}
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("kind", ["folder", "dangling link"])
def test_a_snippet_that_cannot_be_read_is_a_plain_error(tmp_path, kind):
    book(tmp_path, good=GOOD)
    path = tmp_path / "snippets/demo/lost.py"
    path.mkdir() if kind == "folder" else path.symlink_to("nowhere")
    with pytest.raises(Fault, match=r"lost.py: cannot be read: (Is a directory|No such file)(.|\n)*make the file readable"):
        every(tmp_path)


@pytest.mark.parametrize(("suffix", "bad"), [(".out", b"\xff"), (".out", b"a\r\n"), (".svg", b"\xef\xbb\xbf<svg/>"), (".svg", None)])
def test_a_record_that_cannot_be_read_says_how_to_write_it_anew(tmp_path, suffix, bad):
    (snippet,) = book(tmp_path, good=GOOD)
    path = snippet.path.with_suffix(suffix)
    path.mkdir() if bad is None else path.write_bytes(bad)
    with pytest.raises(Fault, match=rf"good{suffix}.*: the record (.|\n)*delete it, then nox -s figures -- demo/good"):
        Record.read(snippet)


def test_a_page_with_a_name_that_no_address_holds_is_refused(tmp_path):
    path = tmp_path / "docs/en/größe.md"
    path.parent.mkdir(parents=True)
    (tmp_path / "snippets").mkdir()
    (path.parent / "language.toml").write_text(LANGUAGE, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("docs_dir: docs/en\nnav: [größe.md]\n", encoding="utf-8")
    path.write_text("# Size { #size }\n", encoding="utf-8")
    found = Book(tmp_path, tmp_path / "mkdocs.yml")
    assert [fault.what for fault in rules.check(found.pages["größe"], found)] == ["the name 'größe' is not in small letters a to z"]


@pytest.mark.parametrize("where", ["before", "during"])
def test_a_full_disk_is_a_plain_error(tmp_path, monkeypatch, where):
    (snippet,) = book(tmp_path, good=GOOD)

    class Full:
        """A temporary folder on a disk without room: no folder can be made, or nothing can be written into one."""

        def __init__(self, **_):
            self.path = tmp_path / "full"

        def __enter__(self):
            if where == "before":
                raise OSError(28, "No space left on device")
            self.path.mkdir()
            (self.path / "result.json").symlink_to("/dev/full")
            return str(self.path)

        def __exit__(self, *_):
            shutil.rmtree(self.path)

    with Runner(tmp_path, [snippet], workers=1) as runner:
        monkeypatch.setattr("torchproof.run.runner.tempfile.TemporaryDirectory", Full)
        fault = runner.submit(snippet).result().fault
    assert "No space left on device" in fault.what and "demo/good.py" in fault.where


def test_two_writers_of_one_record_at_once(tmp_path, monkeypatch):
    both_wrote = threading.Barrier(2, timeout=30)
    monkeypatch.setattr(os, "fsync", lambda _: both_wrote.wait())
    path, failed = tmp_path / "a.out", []

    def write(text: str) -> None:
        try:
            replace(path, text)
        except Fault as fault:
            failed.append(fault)

    writers = [threading.Thread(target=write, args=(text,)) for text in ("one\n", "two\n" * 1000)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == [] and path.read_text(encoding="utf-8") in ("one\n", "two\n" * 1000)
    assert list(tmp_path.iterdir()) == [path]


def test_two_runs_at_once_leave_whole_records(tmp_path):
    snippets = book(tmp_path, **{f"good_{number}": GOOD for number in range(3)})
    start = command(tmp_path)
    both = [subprocess.Popen(start, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len({(Record.read(snippet).figure is None, *Record.read(snippet).output) for snippet in snippets}) == 1
    assert Record.read(snippets[0]).output["numbers"] == "twice: 2.000\n"
    assert not list((tmp_path / "snippets/demo").glob("*.part"))


def test_a_run_that_is_stopped_leaves_whole_records_and_is_taken_up_again(tmp_path):
    works = GOOD.replace("x = torch", "total = sum(range(10**9))\nx = torch", 1)  # for many seconds
    snippets = book(tmp_path, **{f"a_{number}": GOOD for number in range(3)}, works=works)
    start = command(tmp_path)
    heeds = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}  # a job in the background is born deaf to it
    process = subprocess.Popen(start, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **heeds)
    for line in process.stderr:
        if "wrote" in line and "a_1" in line:
            process.send_signal(signal.SIGINT)
            break
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.strip().endswith("stopped; what was written so far is whole, the rest is as it was; the same command goes on")
    written = [snippet.path.stem for snippet in snippets if snippet.path.with_suffix(".out").exists()]
    assert {"a_0", "a_1"} <= set(written) and "works" not in written
    assert all(Record.read(snippet).output["numbers"] == "twice: 2.000\n" for snippet in snippets if snippet.path.stem in written)


def test_what_a_killed_run_left_is_cleaned_away(tmp_path):
    (snippet,) = book(tmp_path, good=GOOD)
    old, live = (snippet.path.with_name(f"good.out.{number}.part") for number in (1, 2))
    for path in (old, live):
        path.write_text("half", encoding="utf-8")
    os.utime(old, (0, 0))
    prove.clean(tmp_path, [snippet])
    assert not old.exists() and live.exists(), "only what no running process can be writing"


def test_a_folder_that_may_not_be_written_is_a_plain_error(tmp_path):
    with pytest.raises(Fault, match=r"a.out: cannot be written, and is as it was: (.|\n)*make room or give write access"):
        replace(tmp_path / "missing" / "a.out", "text")


SETTINGS = plant("""import locale, os, sys, time
import matplotlib.pyplot as plt
import torch

print(time.tzname[0], hash("a"), sys.flags.optimize, os.listdir())
print(locale.setlocale(locale.LC_ALL), sys.getdefaultencoding())
print(oct(os.umask(0)), torch.get_num_threads(), plt.rcParams["lines.color"])
assert not torch.ones(1), "an assert that is left out"
""")
RC = "lines.linewidth: 9\nlines.color: red\nfont.family: cursive\naxes.unicode_minus: False\nbackend: no.such.backend\nsvg.fonttype: path\n"
HOSTILE = {
    "PYTHONOPTIMIZE": "2",
    "PYTHONHASHSEED": "7",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "latin-1",
    "OMP_NUM_THREADS": "7",
    "LC_ALL": "C",
    "LANG": "tr_TR.ISO-8859-9",
    "TZ": "Asia/Kathmandu",
    "MPLBACKEND": "no.such.backend",
    "COLUMNS": "20",
}


def test_the_settings_of_the_user_stay_out(tmp_path, monkeypatch):
    good, settings = book(tmp_path, good=GOOD, settings=SETTINGS)

    def runs() -> list:
        with Runner(tmp_path, [good, settings], workers=2) as runner:
            futures = [runner.submit(snippet) for snippet in (good, settings)]
            return [future.result() for future in futures]

    before = runs()
    home = tmp_path / "home"
    (home / ".config/matplotlib").mkdir(parents=True)
    for folder in (home, home / ".config/matplotlib"):
        (folder / "matplotlibrc").write_text(RC, encoding="utf-8")
    for name, value in HOSTILE.items() | {("HOME", str(home)), ("MATPLOTLIBRC", str(home)), ("MPLCONFIGDIR", str(home))}:
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(home)
    umask = os.umask(0o077)
    after = runs()
    os.umask(umask)
    assert before[0].fault is None and (after[0].output, after[0].figure) == (before[0].output, before[0].figure)
    assert [str(run.fault) for run in after] == [str(run.fault) for run in before]
    assert "an assert that is left out" in after[1].fault.what


def test_what_says_which_machine_this_is_reaches_the_snippets(monkeypatch):
    for name, value in {"ATEN_CPU_CAPABILITY": "default", "MKL_CBWR": "AVX2", "ONEDNN_MAX_CPU_ISA": "AVX2"}.items():
        monkeypatch.setenv(name, value)
        assert server.environment({})[name] == value


@pytest.mark.parametrize(("word", "missing"), [("", "no_such_torch"), ("sklearn", "sklearn_is_not_here")])
def test_a_server_that_cannot_import_torch_is_a_plain_error(tmp_path, monkeypatch, word, missing):
    (snippet,) = book(tmp_path, good=f"{GOOD}# {word}\n")
    monkeypatch.setitem(runner_module.PRELOAD, word, [missing])
    with Runner(tmp_path, [snippet], workers=1) as runner:
        fault = runner.submit(snippet).result().fault
    assert "the process that imports torch died (exit status 1)" in fault.what and "import torch" in fault.mend


@pytest.mark.parametrize(("word", "status"), [("torch", "SIGKILL"), ("sklearn", "exit status 1")])
def test_a_server_that_is_ended_while_it_runs_something_is_a_plain_error(tmp_path, word, status):
    (snippet,) = book(tmp_path, kills=plant(f"import os, time  # {word}\nos.kill(os.getppid(), 9)\ntime.sleep(1)"))
    with Runner(tmp_path, [snippet], workers=1) as runner:
        fault = runner.submit(snippet).result(60).fault
    assert f"the process that imports torch died ({status})" in fault.what


def test_what_names_a_large_library_is_forked_from_a_process_of_its_own(tmp_path):
    asks = "import os, sys\nprint(os.getppid(), 'skl' + 'earn' in sys.modules)"
    large, small = book(tmp_path, small=plant(asks), large=plant(f"{asks}  # as sklearn"))
    with Runner(tmp_path, [small, large], workers=1) as runner:
        (one, has), (other, has_not), again = (runner.submit(snippet).result().output["all"].split() for snippet in (large, small, large))
    assert (has, has_not, again) == ("True", "False", [one, has]) and one != other


def test_the_threads_of_a_run_are_made_once(tmp_path):
    """What is forked from a fork would make them in each of several threads, and one of eight runs would end with "Invalid thread pool!". They share a core, where that can be asked for."""
    net = "torch.nn.Sequential(torch.nn.Linear(784, 256), torch.nn.ReLU(), torch.nn.Linear(256, 10))"
    trains = f"""import os, torch
net = {net}
for _ in range(3):
    net(torch.rand(512, 784)).mean().backward()
print(torch.get_num_threads(), len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)"""
    snippets = book(tmp_path, small=plant(trains), large=plant(f"{trains}  # as sklearn"))
    with Runner(tmp_path, snippets, workers=2) as runner:
        runs = [runner.submit(snippet, Change(machine=tuple(FOUR.items()))) for _ in range(40) for snippet in snippets]
        assert [(run.result().fault, run.result().output) for run in runs] == [(None, {"all": "4 1\n"})] * 80


def test_snippets_end_with_the_run_that_started_them(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    body = "import os, time\nwith open('started', 'w') as file:\n    file.write(str(os.getpid()))\ntime.sleep(600)"
    (snippet,) = book(tmp_path, waits=plant(body))
    with Runner(tmp_path, [snippet], workers=1) as runner:
        future = runner.submit(snippet)
        while not (found := [text for path in tmp_path.glob("torchproof-*/work/started") if (text := path.read_text(encoding="utf-8"))]):
            time.sleep(0.05)
    assert future.result().fault is not None
    assert not runs(int(found[0])) and not list(tmp_path.glob("torchproof-*"))


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for path in tasks for word in path.read_text(encoding="utf-8").split()]


def inside(folder: Path) -> list[int]:
    """The processes whose current folder this is."""
    return [int(link.parent.name) for link in Path("/proc").glob("[0-9]*/cwd") if link.resolve() == folder.resolve()]


@pytest.mark.parametrize("word", ["torch", "sklearn"])
@pytest.mark.parametrize("way", ["killed", "the group is told to end", "the server is told to end"])
def test_nothing_remains_of_a_run_that_was_ended_from_outside(tmp_path, monkeypatch, way, word):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    book(tmp_path, works=GOOD.replace("x = torch", f"total = sum(range(10**10))  # {word}\nx = torch", 1))
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    process = subprocess.Popen(command(tmp_path), cwd=tmp_path, **silent)
    while not (folders := list(temporary.glob("torchproof-*/work"))) or not (found := inside(folders[0])):
        time.sleep(0.1)
    (server,) = children(process.pid)
    found += children(server)
    if way == "killed":
        process.kill()
    elif way == "the server is told to end":
        os.kill(server, signal.SIGTERM)
    else:
        os.killpg(process.pid, signal.SIGTERM)
    process.wait()
    for _ in range(300):
        if not any(map(runs, [server, *found])) and not list(temporary.glob("torchproof-*")):
            return
        time.sleep(0.1)
    pytest.fail(f"remain: {[*filter(runs, [server, *found])]}, {list(temporary.iterdir())}")


def test_a_snippet_without_a_place_for_a_mistake_gets_its_record(tmp_path, lent):
    source = GOOD[: GOOD.index("x = torch.tensor")] + "x = torch.get_default_dtype()\nprint(x)\n# --8<-- [end:numbers]\n"
    (snippet,) = book(
        tmp_path, plain=source.replace("import matplotlib.pyplot as plt\n", "") + 'assert x is torch.float32, "it is the default"\n'
    )
    assert not mistakes.applies(snippet)
    assert prove.prove(tmp_path, [], ["mistakes"]) == 0
    assert Record.read(snippet).output == {"numbers": "torch.float32\n"}


@pytest.mark.parametrize("says", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_that_knows_few_letters_still_gets_the_rest(tmp_path, says):
    settings = {"PYTHONIOENCODING": says, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONWARNDEFAULTENCODING": "1"}
    start = [sys.executable, "-W", "error::EncodingWarning", "-m", "torchproof"]
    (tmp_path / "torchproof").symlink_to(ROOT.resolve() / "torchproof")
    (snippet,) = book(tmp_path, good=GOOD.replace("x = torch", "ξ = x = torch", 1))
    for name, status in (("rules", 0), ("check", 1)):
        done = subprocess.run([*start, name], cwd=tmp_path, env=os.environ | settings, capture_output=True)
        assert done.returncode == status, done.stderr
        assert b"Traceback" not in done.stderr
    assert b"1 faults" in done.stderr and str(snippet.path.name).encode() in done.stderr


def test_a_disk_that_is_read_only_is_a_plain_error(tmp_path, monkeypatch, capsys):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system", "snippets/demo/good.out")

    monkeypatch.setattr("torchproof.__main__.prove", refuse)
    monkeypatch.setattr(sys, "argv", ["torchproof", "figures"])
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "reconfigure", lambda **_: None, raising=False)
    assert main() == 2
    assert "Read-only file system: 'snippets/demo/good.out'" in capsys.readouterr().err


def test_a_clone_has_the_same_bytes_and_is_read_whoever_owns_it(tmp_path, monkeypatch):
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "core.autocrlf=true"]
    first, clone = tmp_path / "first", tmp_path / "clone"
    (first / "snippets/demo").mkdir(parents=True)
    (first / "snippets/demo/good.py").write_text(GOOD, encoding="utf-8", newline="\n")
    shutil.copy(ROOT / ".gitattributes", first)
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *words], cwd=first, check=True, capture_output=True)
    subprocess.run([*git, "clone", "-q", str(first), str(clone)], check=True, capture_output=True)
    assert (clone / "snippets/demo/good.py").read_bytes() == GOOD.encode()
    before = environment.committed(clone)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert subprocess.run(["git", "log"], cwd=clone, capture_output=True).returncode, "git refuses what another owns"
    assert environment.committed(clone) == before != ""
    assert environment.committed(tmp_path) == ""


@pytest.mark.parametrize(
    ("old", "new", "says"), [("== 2,", "== 3,", ":1: has changed since"), ("at 1 is 2", "at 1 is 3", ":18: the claim said")]
)
def test_the_site_is_not_built_from_what_is_not_proven(tmp_path, old, new, says):
    (snippet,) = book(tmp_path, good=GOOD)
    record.write(snippet, Record(PRINTED, DRAWN))
    proven(snippet).write(snippet)
    check = [sys.executable, "-m", "torchproof", "check"]
    (tmp_path / "torchproof").symlink_to(ROOT.resolve() / "torchproof")
    snippet.path.write_text(GOOD.replace(old, new), encoding="utf-8")
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"good.py{says}" in done.stderr and "nox -s prove -- demo/good" in done.stderr


TRIED = ["mistakes", "vacuity"]  # which need no other machine


def test_a_proof_that_was_broken_off_goes_on(tmp_path, capfd, lent):
    (snippet,) = book(tmp_path, good=GOOD)
    assert prove.prove(tmp_path, [], ["vacuity"]) == 0
    assert list(Proof.read(snippet).tables) == ["vacuity"]
    capfd.readouterr()
    prove.prove(tmp_path, [], TRIED)  # one mistake makes no difference, and no line says why
    said = capfd.readouterr()
    assert "demo/good: mistakes:" in said.out and "vacuity:" not in said.out and "FELL" in said.err
    assert sorted(Proof.read(snippet).tables) == ["mistakes", "vacuity"]
    assert prove.prove(tmp_path, [], ["vacuity"]) == 0
    assert "1 snippets were proven already" in capfd.readouterr().err
    snippet.path.write_text(GOOD.replace("at 1 is 2", "at 1 is two"), encoding="utf-8")
    (other,) = every(tmp_path)
    prove.prove(tmp_path, [], TRIED)
    assert "good: " not in capfd.readouterr().out, "other words of a claim need a run, and no attack"
    assert Proof.read(other).claims == ["the slope of x² at 1 is two"]


def test_a_false_claim_is_never_recorded(tmp_path, lent):
    (snippet,) = book(tmp_path, good=GOOD.replace("== 2,", "== 3,"))
    assert prove.prove(tmp_path, [], list(attacks())) == 1
    assert [path.name for path in snippet.path.parent.iterdir()] == ["good.py"]
