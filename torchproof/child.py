"""The clean process in which one snippet runs: a fork of the server, which has imported this module and torch."""

import ast
import contextlib
import faulthandler
import functools
import io
import json
import os
import sys
import tempfile
import time
import traceback
import types
import warnings
from pathlib import Path

OUTPUT_LIMIT = 100_000
NETWORK = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
PROCESSES = {"subprocess.Popen", "os.system", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "pty.spawn"}
CHANGES = {"os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.utime", "shutil.rmtree"}
MOVES = {"os.rename", "os.link", "os.symlink"}  # their second argument is what they make
FILE_LIMIT = 2**26


class Refused(Exception):
    """Raised inside a snippet that does what no snippet may do."""


class Capture(io.TextIOBase):
    """Standard output of a snippet, sorted by the region whose top-level line prints it."""

    def __init__(self, region, progress) -> None:
        self.region, self.progress, self.parts, self.size = region, progress, {}, 0

    def writable(self) -> bool:
        """Always true."""
        return True

    def write(self, text: str) -> int:
        """Keep `text` under the running region; raises `Refused` past the limit of all output."""
        self.progress()
        self.size += len(text)
        if self.size > OUTPUT_LIMIT:
            raise Refused(f"prints more than {OUTPUT_LIMIT} characters")
        self.parts.setdefault(self.region(), []).append(text)
        return len(text)


def guard(folder: str, refused: list[str]):
    """An audit hook that refuses the network, other processes, and changes outside `folder`."""
    home = os.path.realpath(folder)

    def outside(path) -> bool:
        real = path if isinstance(path, int) else os.path.realpath(os.fsdecode(path))
        return not isinstance(real, int) and real not in (home, os.devnull) and not real.startswith(home + os.sep)

    def refuse(what: str) -> None:
        refused.append(what)
        raise Refused(what)

    def hook(event: str, args: tuple) -> None:
        if event in NETWORK:
            refuse(f"reaches for the network ({event} {args[-1] if event == 'socket.connect' else args[0]!r})")
        elif event in PROCESSES:
            refuse(f"starts another process ({event})")
        elif event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and outside(args[0]):
            refuse(f"writes outside its folder ({Path(os.fsdecode(args[0])).name})")
        elif event in CHANGES | MOVES:
            for path in args[:1] if event in CHANGES else args[int(event != "os.rename") : 2]:
                if outside(path):
                    refuse(f"changes files outside its folder ({event} {Path(os.fsdecode(path)).name})")

    return hook


def limit(seconds: int | None, memory: int | None) -> None:
    """Make this process a group of its own, without core files, with files of at most 64 MiB, and end it after `seconds` of
    processor time or with more than `memory` bytes of data."""
    import resource

    os.setsid()
    os.umask(0o022)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def watch(seconds: float) -> None:
    """End this process, with a trace of where it stands, unless this is called again within `seconds`: a sign of progress."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=2)


def main(job: dict) -> None:
    """Run one snippet and leave `result.json` in its folder; what reached stdout and stderr by other ways lies beside it.

    Args:
        job: `path`, `id` and `source` of the snippet; its `regions` as (name, first, last); `folder` to leave results in; the `device`,
            "cpu", "cuda" or "rehearsal"; `memory` in bytes or None; `hang`, the seconds without progress after which it is ended;
            `limit`, the seconds of processor time after which it is ended, or None. And what is changed, each or None: `shift` of its
            seeds, the number of its `mutation` (in a rehearsal, of its misplacement), the seed of last-bit `noise`.
    """
    folder = job["folder"]
    os.chdir(os.path.join(folder, "work"))
    for descriptor, path in ((0, os.devnull), (1, "../stdout"), (2, "../stderr")):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    if sys.platform != "win32":
        limit(job["limit"], job["memory"])
    watch(job["hang"])
    with open(os.path.join(folder, "result.json"), "w", encoding="utf-8") as file:  # opened before the guard stands
        json.dump(run(job), file)
    sys.stderr.flush()
    os._exit(0)


def run(job: dict) -> dict:
    """Execute the snippet in this process and say what it left; see `torchproof.runner.Run` for the meaning."""
    import matplotlib
    import matplotlib.pyplot as plt
    import torch

    from torchproof import figure, noise, rehearsal
    from torchproof.attack import variants

    progress = functools.partial(watch, job["hang"])
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    matplotlib.rcParams.update(figure.STYLE)
    tempfile.tempdir = os.getcwd()
    result = {"output": {}, "figure": None, "figure_region": None, "seconds": 0.0, "error": None, "line": None, "idle": False}
    tree = ast.parse(job["source"])
    if job["shift"] is not None:
        tree = variants.shifted(tree, job["shift"])
    if job["mutation"] is not None:
        mistakes = variants.misplacements if job["device"] == "rehearsal" else variants.mutations
        mistakes(tree, job["regions"][-1][2])[job["mutation"]].plant()
    code = compile(tree, job["path"], "exec", dont_inherit=True, optimize=0)

    def line() -> int:
        frame, found = sys._getframe(1), 0
        while frame is not None:
            if frame.f_code is code:
                found = frame.f_lineno
            frame = frame.f_back
        return found

    def region() -> str:
        here = line()
        return next((name for name, first, last in job["regions"] if first <= here <= last), "")

    def show(*_: object, **__: object) -> None:
        if result["figure"] is not None or len(plt.get_fignums()) != 1:
            raise Refused("plt.show() must find one figure, once in a snippet")
        result["figure"], result["figure_region"] = figure.to_svg(plt.gcf(), job["id"]), region()
        plt.close("all")
        progress()

    marks = rehearsal.rehearse() if job["device"] == "rehearsal" else None
    plt.show = show
    capture = sys.stdout = Capture(region, progress)
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    refused: list[str] = []
    if job["device"] == "cuda" and not torch.cuda.is_available():
        return result | {"error": "there is no accelerator: torch.cuda.is_available() is False"}
    sys.addaudithook(guard(os.getcwd(), refused))
    start = time.process_time()
    try:
        with warnings.catch_warnings(), noise.Noise(job["noise"]) if job["noise"] is not None else contextlib.nullcontext():
            warnings.simplefilter("error")
            exec(code, module.__dict__)
        if plt.get_fignums():
            raise Refused("draws a figure that it never shows; end it with plt.show()")
    except BaseException as error:  # a snippet may fail in any way, even by SystemExit
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == job["path"]]
        kind = "the claim is false" if isinstance(error, AssertionError) else type(error).__name__
        result["error"], result["line"] = f"{kind}: {error}" if not isinstance(error, Refused) else str(error), lines[-1] if lines else None
    result["seconds"] = time.process_time() - start
    if refused and result["error"] is None:
        result["error"] = refused[0]
    result["output"] = {name: "".join(parts) for name, parts in capture.parts.items()}
    if job["device"] == "cuda":
        result["idle"] = torch.cuda.max_memory_allocated() == 0
    elif marks is not None:
        result["idle"] = not marks.used
    sys.stdout = sys.__stdout__
    return result


if __name__ == "__main__":
    main(json.load(sys.stdin))
