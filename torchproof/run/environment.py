"""The environments that the sessions share, `.nox/<name>`: built once, from locks with hashes and exact pins, and whole or not at all."""

import datetime
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import filelock

NEWEST = "newest"
VISION = ("torch", "torchvision")  # the second follows from the first
INSTALLER = "lock"  # the environment of uv, which installs in a quarter of pip's time, and is itself installed by pip
MIRROR = re.compile(r"^(\S+)\.index-url='(.+)'$", re.MULTILINE)


def project(root: Path) -> dict:
    """What pyproject.toml says."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def oldest(root: Path) -> str:
    """The oldest torch on which every claim of the book was seen to hold."""
    return project(root)["tool"]["torchproof"]["oldest-torch"]


def pinned(root: Path) -> str:
    """The torch of the records."""
    return next(pin.partition("==")[2] for pin in project(root)["dependency-groups"]["torch"] if pin.startswith("torch=="))


def committed(root: Path, told: str = "%ct") -> str:
    """What git tells of the newest commit, its time in seconds since 1970; a work tree that another user owns is read too. Empty where there is none."""
    command = ["git", "-c", "safe.directory=*", "log", "-1", f"--format={told}"]
    try:
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def pins(root: Path, torch: str) -> list[str]:
    """The exact pins of the group `torch` in pyproject.toml; with a version or "newest", that torch and the torchvision that belongs to it."""
    group = project(root)["dependency-groups"]["torch"]
    if not torch:
        return group
    others = [pin for pin in group if pin.partition("==")[0] not in VISION]
    return [VISION[0] if torch == NEWEST else f"{VISION[0]}=={torch}", VISION[1], *others]


def mirror(tool: str) -> dict[str, str]:
    """The package index that the pip of a Python is told to use, by its variable or else its settings, in the words of uv; empty where it is PyPI."""
    told = subprocess.run([tool, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True).stdout
    found = min(MIRROR.findall(told), default=None)  # ":env:" comes before the names of files
    return {"UV_DEFAULT_INDEX": found[1]} if found else {}


def python(root: Path, run: Callable[..., object], home: str, *locks: str, torch: str = "") -> str:
    """The Python of an environment, which is built where it is missing, half built, or of other pins.

    A stamp is written when the installation has ended; without it the environment is built from nothing. A second run
    waits until the first has built it.

    Args:
        root: the work tree, with pyproject.toml, `requirements/` and `.nox/`.
        run: what runs a command, given as words; it raises where the command fails.
        home: the environment's name. "torch" has the pins of the group `torch` besides its locks.
        locks: files of `requirements/` (versions and hashes; `nox -s lock` writes them); by default the one named as `home`.
        torch: another torch than the pinned one, a version or "newest", in `.nox/torch-<version>`; "newest" is looked for anew each day.
    """
    wanted = pins(root, torch) if home == "torch" else []
    name = f"{home}-{torch}" if torch else home
    files = [root / "requirements" / f"{lock}.txt" for lock in (locks or (home,))]
    dated = [datetime.date.today().isoformat()] if torch == NEWEST else []
    digest = hashlib.sha256("\n".join([*dated, *wanted, *(file.read_text(encoding="utf-8") for file in files)]).encode()).hexdigest()
    folder = root / ".nox" / name
    stamp, executable = folder / "installed", str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    folder.parent.mkdir(exist_ok=True)
    with filelock.FileLock(folder.parent / f"{name}.lock"):
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != digest:
            stamp.unlink(missing_ok=True)
            print(f"building the environment .nox/{name} (once)", file=sys.stderr, flush=True)
            locked = ("--require-hashes", *(word for file in files for word in ("-r", str(file))))
            if home == INSTALLER:
                run(sys.executable, "-m", "venv", "--clear", str(folder))
                run(executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *locked)
            else:
                run(sys.executable, "-m", "venv", "--without-pip", "--clear", str(folder))
                tool = python(root, run, INSTALLER)
                uv = (tool, "-m", "uv", "pip", "install", "--quiet", "--system-certs", "--compile-bytecode", "--python", executable)
                variables = mirror(tool) | os.environ
                for packages in filter(None, (locked, wanted)):
                    run(*uv, *packages, env=variables)
            stamp.write_text(digest, encoding="utf-8")
    return executable
