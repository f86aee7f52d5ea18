"""The sessions of noxfile.py: together they run every test and leave none out; what they build is checked first, and built strictly."""

import contextlib
import importlib.util
import os
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest
from conftest import ROOT

from torchproof.run import environment

FILES = {f"tests/{path.name}" for path in (ROOT / "tests").glob("test_*.py")}
OPTIONS = {
    "-m",
    "pytest",
    "--only",
    "--codeblocks",
    "README.md",
    "--numprocesses",
    "auto",
    "--dist",
    "worksteal",
    "--device",
    "cpu",
    "cuda",
    "rehearsal",
    "--drawn",
    environment.committed(ROOT, "%H"),
}
STEPS = ["torchproof check", "torchproof pages", "mkdocs build --strict --config-file mkdocs.yml", "torchproof finish"]
SITE = ROOT / ".nox/site" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Session:
    """Stands for a session of nox: notes the commands, and runs none."""

    def __init__(self) -> None:
        self.posargs, self.commands = [], []
        self.chdir = lambda folder: contextlib.nullcontext()
        self.log = lambda *_: None

    def run(self, *words: str, **_: object) -> str:
        """Note a command."""
        self.commands.append([Path(word).as_posix() for word in words])
        return "0"


def noxfile(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The file of sessions, the environments taken for built."""
    nox = types.SimpleNamespace(session=lambda function: function, options=types.SimpleNamespace(), Session=Session)
    monkeypatch.setitem(sys.modules, "nox", nox)
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "python", lambda *_, **__: "python")
    monkeypatch.setattr(module.shutil, "which", lambda tool: tool)
    return module


def commands(name: str, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands of a session."""
    session = Session()
    getattr(noxfile(monkeypatch), name)(session)
    return session.commands


def test_the_sessions_run_every_test(monkeypatch):
    monkeypatch.chdir(ROOT)
    given: list[str] = []
    for name in ("test_snippets", "test_machinery", "test_site"):
        for words in commands(name, monkeypatch):
            if "pytest" in words:
                files = [word for word in words if word.startswith("tests/")]
                assert set(words[1:]) - set(files) <= OPTIONS, f"{name} leaves tests out"
                given += files
                assert ("tests/test_snippets.py" in files) == (name == "test_snippets"), "the README's second command proves the snippets"
    assert sorted(given) == sorted(FILES), "each once"


def test_what_is_published_is_checked_and_built_strictly(monkeypatch):
    monkeypatch.chdir(ROOT)
    for name in ("docs", "test_site"):
        steps = [
            " ".join(words[2:]) for words in commands(name, monkeypatch) if words[1:2] == ["-m"] and words[2] in ("torchproof", "mkdocs")
        ]
        assert steps == STEPS, name


def test_a_site_that_stands_is_not_built_again(monkeypatch, tmp_path):
    """Where `reproduce` has held it against a second build of what is committed, or it was built before, for the same repository."""
    monkeypatch.chdir(ROOT)
    module = noxfile(monkeypatch)
    for stands, steps in ({module.ROOT: "https://a"}, 0), ({module.ROOT: "https://b"}, 4), ({tmp_path: "https://a"}, 4), ({}, 4):
        session = Session()
        monkeypatch.setattr(module, "STANDS", dict(stands))
        module.build(session, module.ROOT, "https://a")
        assert len(session.commands) == steps and module.STANDS[module.ROOT] == "https://a"
    for changed in "", " M docs/en/mlp.md":
        session = Session()
        monkeypatch.setattr(session, "run", lambda *words, changed=changed, **_: changed if words[:2] == ("git", "status") else "0")
        monkeypatch.setattr(module, "STANDS", {})
        monkeypatch.setattr(module, "build", lambda *_, **__: None)
        session.create_tmp = lambda: tmp_path
        monkeypatch.setattr(module, "ROOT", tmp_path / "another place")
        module.reproduce(session)
        assert (tmp_path / "another place" in module.STANDS) == (not changed), "what is not committed is not in the second build"


@pytest.mark.parametrize(("variable", "session"), [("CI", "error"), ("", "skip")])
def test_without_a_browser_the_site_is_not_tried_and_that_is_said(variable, session, monkeypatch):
    module, said = noxfile(monkeypatch), {}
    monkeypatch.setattr(module.shutil, "which", lambda tool: None)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("CI", variable)
    one = Session()
    for way in ("error", "skip"):
        monkeypatch.setattr(one, way, lambda told, way=way: said.update({way: told}) or sys.exit(), raising=False)
    with pytest.raises(SystemExit):
        module.test_site(one)
    assert said == {session: "chromium-headless-shell and npm missing: on Debian, apt-get install chromium-headless-shell npm"}
    assert not one.commands


FOLDER = {
    "index.md": "# Home { #home }\n\n[To the page](page.md#part).\n",
    "page.md": "# Page { #page }\n\n## Part { #part }\n\nText.\n",
}


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("index.md", FOLDER["index.md"], None),
        ("index.md", "# Home { #home }\n\n[nowhere](nowhere.md)\n", "nowhere.md"),
        ("index.md", "# Home { #home }\n\n[no part](page.md#none)\n", "#none"),
        ("index.md", "# Home { #home }\n\n[from the root](/page.html)\n", "/page.html"),
        ("index.md", "# Home { #home }\n\n![A picture](nowhere.svg)\n", "nowhere.svg"),
        ("lost.md", "# Lost { #lost }\n", "lost.md"),
    ],
)
def test_a_warning_of_mkdocs_stops_the_build(tmp_path, monkeypatch, file, text, says):
    monkeypatch.chdir(ROOT)
    (step,) = (words[1:] for words in commands("docs", monkeypatch) if "mkdocs" in words)
    for name, page in (FOLDER | {file: text}).items():
        (tmp_path / "docs/en" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs/en" / name).write_text(page, encoding="utf-8")
    settings = re.sub(r"(?ms)^nav:\n.*?^(?=\S)", "nav: [index.md, page.md]\n", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    own = re.compile(r"(?m)^hooks: .*\n|^  - torchproof\..*\n|^  custom_dir: .*\n")  # they read the whole book
    (tmp_path / "mkdocs.yml").write_text(own.sub("", settings), encoding="utf-8")
    (tmp_path / "snippets").mkdir()
    given = {"cwd": tmp_path, "env": {**os.environ, "NO_MKDOCS_2_WARNING": "1"}, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run([SITE.absolute(), *step], text=True, **given)
    assert bool(done.returncode) == bool(says) and (says or "") in done.stdout, done.stdout
