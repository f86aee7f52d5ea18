"""The sessions of Torchproof. `nox -l` lists them; plain `nox` runs lint, test_snippets, test_machinery and docs."""

import hashlib
import os
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "test_snippets", "test_machinery", "docs"]
nox.needs_version = ">=2025.2.9"

ROOT = Path(__file__).parent


def python(session: nox.Session, *groups: str) -> str:
    """The Python of an environment that sessions share, `.nox/<first group>`, built once and anew when its pins change.

    A stamp is written when the installation has ended; without it the environment is built from nothing.
    """
    wanted = nox.project.dependency_groups(nox.project.load_toml(ROOT / "pyproject.toml"), *groups)
    home = ROOT / ".nox" / groups[0]
    stamp, digest = home / "installed", hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    executable = str(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    if not stamp.exists() or stamp.read_text() != digest:
        stamp.unlink(missing_ok=True)
        session.log(f"building the environment {home.relative_to(ROOT)} (once)")
        session.run("python3" if shutil.which("python3") else "python", "-m", "venv", "--clear", str(home), external=True)
        session.run(executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted, external=True)
        stamp.write_text(digest)
    return executable


@nox.session
def test_snippets(session: nox.Session) -> None:
    """Run every snippet on the CPU against its record, and hold every page rule; `-- mlp/xor` narrows."""
    whole = [] if session.posargs else ["--codeblocks", "README.md"]
    session.run(
        python(session, "torch"),
        "-m",
        "pytest",
        "tests/test_snippets.py",
        "tests/test_pages.py",
        *whole,
        "--only",
        *session.posargs,
        external=True,
    )


@nox.session
def test_snippets_gpu(session: nox.Session) -> None:
    """Run every snippet on the accelerator; fails where there is none. `-- --rehearse` finds misplaced tensors without one."""
    names = [name for name in session.posargs if name != "--rehearse"]
    device = "rehearsal" if "--rehearse" in session.posargs else "cuda"
    session.run(python(session, "torch"), "-m", "pytest", "tests/test_snippets.py", "--device", device, "--only", *names, external=True)


@nox.session
def test_machinery(session: nox.Session) -> None:
    """Test the machinery itself on small made-up trees."""
    session.run(python(session, "torch"), "-m", "pytest", "tests/test_machinery.py", *session.posargs, external=True)


@nox.session
def figures(session: nox.Session) -> None:
    """Rerun snippets and rewrite the records (.out, .svg) that differ; `-- mlp/xor` narrows."""
    session.run(python(session, "torch"), "-m", "torchproof", "figures", *session.posargs, external=True)


@nox.session
def seeds(session: nox.Session) -> None:
    """Rerun every snippet that draws random numbers under 20 seeds and record in how many its claims hold; `-- mlp` narrows."""
    session.run(python(session, "torch"), "-m", "torchproof", "seeds", *session.posargs, external=True)


@nox.session
def mutate(session: nox.Session) -> None:
    """Plant small mistakes in snippets, a sample or `-- --all`; each must be noticed. `-- mlp` narrows."""
    session.run(python(session, "torch"), "-m", "torchproof", "mutate", *session.posargs, external=True)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into site/: notebooks, then mkdocs --strict; needs no torch."""
    site = python(session, "site")
    session.run(site, "-m", "torchproof.notebooks", external=True)
    session.run(site, "-m", "mkdocs", "build", "--strict", env={"NO_MKDOCS_2_WARNING": "1"}, external=True)
    session.run(site, "-m", "torchproof.site", external=True)
    session.log("the site is in site/; look at it with: python3 -m http.server --directory site   and open http://localhost:8000/")


@nox.session
def lint(session: nox.Session) -> None:
    """Check form, spelling and workflows: ruff, codespell, actionlint."""
    tool = python(session, "lint")
    session.run(tool, "-m", "ruff", "check", ".", external=True)
    session.run(tool, "-m", "ruff", "format", "--check", ".", external=True)
    session.run(tool, "-m", "codespell_lib", external=True)
    session.run(str(Path(tool).with_name("actionlint")), *map(str, sorted(ROOT.glob(".github/workflows/*.yml"))), external=True)
