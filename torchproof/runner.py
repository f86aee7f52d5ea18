"""Run snippets, each in a clean process: what it printed, what it drew, or why it failed.

torch is imported once, by a server process that is forked for each snippet (`multiprocessing`'s forkserver; where
there is none, as on Windows, spawn does the same, slower). The parent imports no torch and never touches CUDA.
"""

import contextlib
import json
import math
import multiprocessing
import os
import signal
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from torchproof import child
from torchproof.fault import Fault
from torchproof.snippet import SECONDS, Snippet

PRELOAD = [
    "torch",
    "torch._dynamo",
    "torchvision",
    "matplotlib.pyplot",
    "mpl_toolkits.mplot3d",
    "sklearn.datasets",
    "sklearn.linear_model",
    "sklearn.model_selection",
    "sklearn.preprocessing",
    "torchproof.child",
]
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "svg",
}
MEMORY = 6 * 2**30
OUTPUT_LINES = 12
WALL = 5  # a snippet that waits is ended after this many times its limit; other work on the machine slows it too


@dataclass(frozen=True)
class Run:
    """What one run of a snippet left.

    Attributes:
        output: region → what it printed, for the regions that printed.
        figure: the SVG that it drew, if it drew.
        figure_region: the region that drew it.
        seconds: processor time of the snippet itself, in seconds.
        fault: why it failed, if it failed.
    """

    output: dict[str, str] = field(default_factory=dict)
    figure: str | None = None
    figure_region: str | None = None
    seconds: float = 0.0
    fault: Fault | None = None


class Runner:
    """Runs snippets, `workers` at a time; a context manager.

    Args:
        root: the folder that holds `snippets/` and `data/`.
        workers: how many snippets run at a time.
        device: "cpu", where no accelerator is seen even if there is one; "cuda"; or "rehearsal" (`torchproof.rehearsal`).
        limit: seconds of processor time after which a snippet is ended; longer for one that declares its time.
        memory: bytes of memory that a snippet may take (on the CPU).
    """

    def __init__(self, root: Path, workers: int = 2, device: str = "cpu", limit: float = 60.0, memory: int = MEMORY) -> None:
        self.root, self.device, self.limit, self.memory = root.resolve(), device, limit, memory
        os.environ.update(ENVIRONMENT | ({} if device == "cuda" else {"CUDA_VISIBLE_DEVICES": ""}))
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self.context = multiprocessing.get_context(method)
        if method == "forkserver":
            self.context.set_forkserver_preload(PRELOAD)
        self.pool = ThreadPoolExecutor(workers)

    def __enter__(self) -> "Runner":
        server = self.context.Process(target=child.nothing, daemon=True)  # imports torch before the first time limit counts
        server.start()
        server.join()
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def submit(self, snippet: Snippet, shift: int | None = None, mutation: int | None = None, limit: float | None = None) -> "Future[Run]":
        """Queue one snippet, all its seeds raised by `shift`, or one of its `variants.mutations` planted (in a rehearsal, of its
        `misplacements`), with a time limit of its own.

        The future's result is a `Run`, whatever happens.
        """
        return self.pool.submit(self._run, snippet, shift, mutation, limit)

    def _run(self, snippet: Snippet, shift: int | None, mutation: int | None, limit: float | None) -> Run:
        faults = snippet.faults()
        if faults:
            return Run(fault=faults[0])
        try:
            with tempfile.TemporaryDirectory(prefix="torchproof-", ignore_cleanup_errors=True) as folder:
                return self._child(Path(folder), snippet, shift, mutation, limit)
        except OSError as error:
            return Run(fault=Fault(str(snippet.path), f"cannot be run: {error}", f"make room in {tempfile.gettempdir()}"))

    def _child(self, folder: Path, snippet: Snippet, shift: int | None, mutation: int | None, limit: float | None) -> Run:
        """Run a snippet in a process of its own that may write into `folder`."""
        (folder / "work").mkdir()
        if (self.root / "data").is_dir():
            (folder / "work" / "data").symlink_to(self.root / "data", target_is_directory=True)
        limit = limit or max(self.limit, 3.0 * (snippet.about_seconds or 0)) * (10 if self.device == "rehearsal" else 1)
        job = {
            "path": str(snippet.path),
            "id": snippet.id,
            "source": snippet.source,
            "regions": [(region.name, region.first, region.last) for region in snippet.regions],
            "shift": shift,
            "mutation": mutation,
            "folder": str(folder),
            "seconds": math.ceil(limit),
            "device": self.device,
            "memory": None if self.device == "cuda" else self.memory,
        }
        process = self.context.Process(target=child.main, args=(job,), daemon=True)
        process.start()
        process.join(WALL * limit)
        code = process.exitcode
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.join()
        return self._result(folder, snippet, code, limit, timed=shift is None and mutation is None)

    def _result(self, folder: Path, snippet: Snippet, code: int | None, limit: float, timed: bool) -> Run:
        """Read what the child process left in its folder; `code` is its exit code, None where it was ended.

        A run with other seeds or a mistake is not `timed`: it says nothing of how long the snippet takes.
        """

        def failed(what: str, mend: str, line: int | None = None) -> Run:
            return Run(seconds=seconds, fault=Fault(f"{snippet.path}:{line}" if line else str(snippet.path), what, mend))

        alone = f"run it alone: python {snippet.path}"
        stray = {
            name: (folder / name).read_text(errors="backslashreplace") if (folder / name).exists() else "" for name in ("stdout", "stderr")
        }
        seconds = 0.0
        if code in (None, -signal.SIGXCPU):
            spent = f"{WALL * limit:g} s" if code is None else f"{limit:g} s of processor time"
            return failed(f"was ended after {spent}", "make it shorter; it must take at most ten seconds")
        if not (folder / "result.json").exists() or not (folder / "result.json").stat().st_size:
            died = signal.Signals(-code).name if code < 0 else f"exit status {code}"
            return failed(f"the interpreter died ({died}); {stray['stderr'].strip()[-300:]}", alone)
        result = json.loads((folder / "result.json").read_text())
        seconds = result["seconds"]
        if result["error"] is not None:
            mend = alone if "claim" not in result["error"] else f"correct the snippet or the conclusion; {alone}"
            return failed(result["error"], mend, result["line"])
        if stray["stderr"]:
            return failed(f"writes to stderr: {stray['stderr'].strip()[:300]}", "print to stdout, and mend the cause of warnings")
        if stray["stdout"]:
            return failed(f"writes to stdout past Python: {stray['stdout'].strip()[:300]}", "use print")
        if result["idle"] and snippet.uses_device:
            return failed("left the accelerator idle", "move model and data to the device")
        allowed = 1.5 * snippet.about_seconds if snippet.about_seconds else SECONDS
        if timed and seconds > allowed and self.device == "cpu":
            return failed(f"took {seconds:.1f} s of processor time, {allowed:.0f} s are allowed", "make it smaller")
        return self._check(snippet, Run(result["output"], result["figure"], result["figure_region"], seconds), failed)

    def _check(self, snippet: Snippet, run: Run, failed) -> Run:
        """Hold what was printed against the rules of printing."""
        if not run.output and run.figure is None:
            return failed("prints nothing and draws nothing", "print the result that it proves")
        for region, text in run.output.items():
            where = next((found.first for found in snippet.regions if found.name == region), len(snippet.lines))
            if not region:
                return failed("prints below its last region, where no page shows it", "claims only assert; print inside a region", where)
            if not all(sign.isprintable() or sign == "\n" for sign in text):
                return failed(f"region {region!r} prints a control character", "print plain text", where)
            if text.count("\n") > OUTPUT_LINES:
                return failed(
                    f"region {region!r} prints {text.count(chr(10))} lines, at most {OUTPUT_LINES} are allowed", "print less", where
                )
        return run
