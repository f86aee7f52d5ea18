"""The sessions of Torchproof. `nox -l` lists them; plain `nox` runs lint, test_snippets, test_machinery, docs and test_site."""

import functools
import os
import shutil
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))
from torchproof.run import browser, environment

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "test_snippets", "test_machinery", "docs", "test_site"]
nox.needs_version = ">=2025.2.9"

BOOK_TESTS = [Path("tests", f"test_{what}.py") for what in ("pages", "names", "snippets")]
SITE_TESTS = [Path("tests", f"test_{what}.py") for what in ("site", "search", "moving", "engines", "tensorboard")]
SPREAD = ("--numprocesses", "auto", "--dist", "worksteal")  # for tests that take one core each
REPOSITORY = os.environ.get("TORCHPROOF_REPOSITORY", "")  # where the site's pages lead, such as https://github.com/owner/name
STANDS: dict[Path, str] = {}  # folder → the repository with which its site was built, since nox began
NOTEBOOK_TESTS = "tests/test_notebooks.py"  # all other tests are the machinery's own


def python(session: nox.Session, home: str, *locks: str, torch: str = "") -> str:
    """The Python of an environment that sessions share, built once (`torchproof.run.environment`)."""
    return environment.python(ROOT, functools.partial(session.run, external=True), home, *locks, torch=torch)


@nox.session
def test_snippets(session: nox.Session) -> None:
    """Run every snippet on the CPU against its record, and hold every page rule; `-- mlp/xor` narrows."""
    whole = [] if session.posargs else ["--codeblocks", "README.md"]
    session.run(
        python(session, "torch", "tools"),
        "-m",
        "pytest",
        *map(str, BOOK_TESTS),
        *whole,
        "--only",
        *session.posargs,
        external=True,
    )


@nox.session
def test_snippets_gpu(session: nox.Session) -> None:
    """Run every snippet on the accelerator, `-- --record` writes that into the proofs; `-- --rehearse` finds misplaced tensors without one, `-- --rehearse --sample` in some."""
    names = [name for name in session.posargs if name not in ("--rehearse", "--record", "--sample")]
    device = "rehearsal" if "--rehearse" in session.posargs else "cuda"
    options = ["--record"] if "--record" in session.posargs else []
    options += ["--drawn", environment.committed(ROOT, "%H")] if "--sample" in session.posargs else []
    tool = python(session, "torch", "tools")
    session.run(tool, "-m", "pytest", "tests/test_snippets.py::test_snippet", "--device", device, *options, "--only", *names, external=True)


@nox.session
def test_machinery(session: nox.Session) -> None:
    """Test the machinery itself on small made-up trees, and with hostile input."""
    python(session, "site")  # whose mkdocs must stop at a warning
    session.run(
        python(session, "torch", "tools"),
        "-m",
        "pytest",
        *SPREAD,
        *(str(path) for path in sorted(Path("tests").glob("test_*.py")) if path not in [*BOOK_TESTS, *SITE_TESTS, Path(NOTEBOOK_TESTS)]),
        *session.posargs,
        external=True,
    )


@nox.session
def sabotage(session: nox.Session) -> None:
    """Plant small mistakes in the machinery, which its own tests must notice; `-- rules` narrows, `-- --seconds 60` draws some by the commit."""
    session.run(python(session, "torch", "tools"), "tests/sabotage.py", *session.posargs, external=True)


@nox.session
def prove(session: nox.Session) -> None:
    """Run and attack snippets, and write their records and proofs; `-- mlp/xor` and `-- mlp/xor seeds` narrow, `-- --anew` again for another torch."""
    session.run(python(session, "torch", "tools"), "-m", "torchproof", "prove", *session.posargs, external=True)


@nox.session
def sample(session: nox.Session) -> None:
    """Attack a sample of the book again, which the newest commit's hash chooses, and hold its proofs against what is found."""
    commit = session.run("git", "rev-parse", "HEAD", external=True, silent=True, log=False).strip()
    session.run(python(session, "torch", "tools"), "-m", "torchproof", "sample", commit, external=True)


@nox.session
def figures(session: nox.Session) -> None:
    """Rerun snippets and rewrite the records (.out, .svg) that differ; `-- mlp/xor` narrows."""
    session.run(python(session, "torch", "tools"), "-m", "torchproof", "figures", *session.posargs, external=True)


@nox.session
def upgrade(session: nox.Session) -> None:
    """Run the book under another torch, `-- newest`, `-- oldest` or `-- 2.9.1`, and report by page what moves; writes no record."""
    version, *names = session.posargs or [environment.NEWEST]
    tool = python(session, "torch", "tools", torch=environment.oldest(ROOT) if version == "oldest" else version)
    session.run(tool, "-m", "torchproof", "run", *names, external=True)


def build(session: nox.Session, folder: Path, repository: str = REPOSITORY, checked: bool = False) -> None:
    """Build the site of a work tree into its site/: what is not proven is refused, if that was not `checked` for it before; index of terms, all claims, notebooks, mkdocs --strict, what is left to do."""
    if STANDS.get(folder) == repository:
        return
    tool = str(ROOT / python(session, "site"))
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or environment.committed(ROOT)
    variables = {"NO_MKDOCS_2_WARNING": "1", "TORCHPROOF_VERSION": environment.committed(ROOT, "%cs %H")}
    variables |= {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    variables |= {"TORCHPROOF_REPOSITORY": repository} if repository else {}
    with session.chdir(folder):
        languages = [f"mkdocs build --strict --config-file {path.name}" for path in sorted(Path().glob("mkdocs*.yml"))]
        for step in (*([] if checked else ["torchproof check"]), "torchproof pages", *languages, "torchproof finish"):
            session.run(tool, "-m", *step.split(), env=variables, external=True)
    STANDS[folder] = repository


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into site/, where everything on it is proven: index, all claims, notebooks, then mkdocs --strict; needs no torch."""
    build(session, ROOT)
    session.log("the site is in site/; look at it with: python3 -m http.server --directory site   and open http://localhost:8000/")


@nox.session
def reproduce(session: nox.Session) -> None:
    """Build the site of the newest commit in another folder; the bytes must be those that `docs` has left in site/."""
    folder = Path(session.create_tmp()) / "another place"
    shutil.rmtree(folder, ignore_errors=True)
    session.run("git", "clone", "--quiet", str(ROOT), str(folder), external=True)
    build(session, folder, checked=True)  # by `docs`, which this is held against
    found = [
        {path.relative_to(place): path.read_bytes() for path in sorted((place / "site").rglob("*")) if path.is_file()}
        for place in (ROOT, folder)
    ]
    differ = sorted(str(path) for path in found[0].keys() | found[1].keys() if found[0].get(path) != found[1].get(path))
    if differ:
        told = ", ".join(differ[:10])
        session.error(f"{len(differ)} files differ between two builds: {told}; is everything committed, and was docs the last to build?")
    session.log(f"{len(found[0])} files are byte for byte equal in two builds")
    if not session.run("git", "status", "--porcelain", external=True, silent=True, log=False):
        STANDS[ROOT] = REPOSITORY  # so test_site need not build it a third time


@nox.session
def test_site(session: nox.Session) -> None:
    """Build the site, if it does not stand, and try it in headless Chromium: copying, requests, accessibility, search, offline, weight; then in Firefox and WebKit; run some notebooks. Of the pages that are made, and of the notebooks, the commit draws some; `-- --drawn=` takes all; needs npm."""
    found = {browser.NAMES[0]: browser.chromium(), "npm": shutil.which("npm")}
    missing = [tool for tool, path in found.items() if not path]
    if missing:
        told = f"{' and '.join(missing)} missing: on Debian, apt-get install {' '.join(missing)}"
        session.error(told) if os.environ.get("CI") else session.skip(told)
    torch = python(session, "torch", "tools")
    build(session, ROOT, REPOSITORY or "https://github.com/owner/name")
    tool = python(session, "browser", "browser", "tools")
    if not (ROOT / ".nox/browser/node_modules/axe-core").is_dir():
        session.run("npm", "install", "--silent", "--no-save", "--prefix", str(ROOT / ".nox/browser"), "axe-core@4.14.1", external=True)
    drawn = ("--drawn", environment.committed(ROOT, "%H"))
    session.run(tool, "-m", "pytest", *map(str, SITE_TESTS), *SPREAD, *drawn, *session.posargs, external=True)
    session.run(torch, "-m", "pytest", NOTEBOOK_TESTS, *drawn, external=True)


@nox.session
def notebooks(session: nox.Session) -> None:
    """Run every notebook in a kernel of Jupyter, as a reader does."""
    session.run(python(session, "torch", "tools"), "-m", "pytest", NOTEBOOK_TESTS, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Check form, spelling and workflows: ruff, codespell, actionlint."""
    tool = python(session, "lint")
    session.run(tool, "-m", "ruff", "check", ".", external=True)
    session.run(tool, "-m", "ruff", "format", "--check", ".", external=True)
    session.run(tool, "-m", "codespell_lib", external=True)
    session.run(str(Path(tool).with_name("actionlint")), *map(str, sorted(ROOT.glob(".github/workflows/*.yml"))), external=True)


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements/*.txt, versions and hashes, from the groups of pyproject.toml."""
    compiler = (python(session, environment.INSTALLER), "-m", "uv", "pip", "compile", "--quiet")
    options = (
        "--universal",
        "--python-version",
        "3.11.5",
        "--generate-hashes",
        "--no-header",
        "--no-emit-index-url",
        "--no-emit-find-links",
    )
    for group in ("tools", "site", "browser", "lint", "lock"):
        session.run(*compiler, *options, "--group", group, "--output-file", f"requirements/{group}.txt", external=True)
