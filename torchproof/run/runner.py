"""Run snippets, each in a clean process: what it printed, what it drew, or why it failed.

torch is imported once for each kind of machine, by a server that is forked for each snippet (`torchproof.run.server`). The parent
imports no torch and never touches CUDA.
"""

import math
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run.result import Run, read
from torchproof.run.server import Server

PRELOAD = {  # what a snippet's source mentions: what is imported for it before the fork
    "": ["torch", "matplotlib.pyplot"],  # which every run needs
    "plt.show": ["matplotlib.backends.backend_svg"],
    "projection=": ["mpl_toolkits.mplot3d"],
    "optim": ["torch._dynamo"],
    "torch.func": ["torch._dynamo"],
    "flop_counter": ["torch._dynamo", "torch.utils.flop_counter"],  # which says on stderr that there is no triton, where there is none
    "tensorboard": ["torch.utils.tensorboard", "tensorboard.backend.event_processing.event_accumulator"],
    "torchvision": ["torchvision"],
    "sklearn": ["sklearn.datasets", "sklearn.linear_model", "sklearn.model_selection", "sklearn.preprocessing"],
}
MEMORY = 6 * 2**30
PORTION = 8  # mistakes that are tried before it is asked whether that was enough
HANG = 900.0  # seconds on the clock in which a snippet prints nothing, draws nothing and does not end


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Change:
    """How a run differs from a plain one; by default not at all.

    Attributes:
        shift: what is added to every seed.
        budget: "lr" or "steps", and what each of these that the program sets is multiplied by.
        mutation: which of `attack.variants.mutations` is planted, in a rehearsal which of `misplacements` (only in `Runner.sweep`).
        machine: the environment that makes it another machine.
        noise: the seed of last-bit noise.
        stir: the seed of other results of every operation (`torchproof.run.stir`).
        data: the seed of other data that libraries load.
        constant: which of the numbers that the program was typed with is another, and by which factor (`torchproof.run.constants`).
        device: where it runs, if not where its runner says.
        judged: whether each claim is held for itself, instead of the first false one ending the run.
        expected: region → what it should print, so that it ends with the first line that differs; None to go on.
        limit: seconds of processor time after which it is ended.
    """

    shift: int | None = None
    budget: tuple[str, float] | None = None
    mutation: int | None = None
    machine: tuple[tuple[str, str], ...] = ()
    noise: int | None = None
    stir: int | None = None
    data: int | None = None
    constant: tuple[int, float] | None = None
    device: str | None = None
    judged: bool = False
    expected: dict[str, str] | None = field(default=None, hash=False)
    limit: float | None = None


PLAIN = Change()


class Runner:
    """Runs snippets, some at a time; a context manager.

    Args:
        root: the folder that holds `snippets/` and `data/`.
        snippets: those that will be run; what they import is imported once, before the first of them.
        workers: how many snippets run at a time; by default one more than there are cores, for none is to wait while one run ends and the next begins.
        device: "cpu", where no accelerator is seen even if there is one; "cuda"; or "rehearsal" (`torchproof.run.rehearsal`).
        hang: seconds without progress after which a snippet is ended.
        memory: bytes of memory that a snippet may take (on the CPU).
    """

    def __init__(
        self,
        root: Path,
        snippets: list[Snippet] | None = None,
        workers: int | None = None,
        device: str = "cpu",
        hang: float = HANG,
        memory: int = MEMORY,
    ) -> None:
        self.root, self.device, self.hang, self.memory = root.resolve(), device, hang, memory
        sources = "".join(snippet.source for snippet in snippets) if snippets is not None else "".join(PRELOAD)
        self.preload = [name for word, names in PRELOAD.items() if word in sources for name in names]
        self.servers: dict[tuple, Server] = {}
        self.lock = threading.Lock()
        self.workers = workers or cores() + 1
        self.pool = ThreadPoolExecutor(self.workers)

    def __enter__(self) -> "Runner":
        self.server(PLAIN)
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)
        for server in self.servers.values():
            server.close()
        self.pool.shutdown()

    def server(self, change: Change) -> Server:
        """The server of one kind of machine, started where there is none; last-bit noise has its own, for it is compiled."""
        kind = change.machine, change.noise is not None
        with self.lock:
            if kind not in self.servers:
                hidden = {} if self.device == "cuda" else {"CUDA_VISIBLE_DEVICES": ""}
                noise = ["torchproof.run.noise"] if change.noise is not None else []
                self.servers[kind] = Server(hidden | dict(change.machine), self.preload + noise)
            return self.servers[kind]

    def submit(self, snippet: Snippet, change: Change = PLAIN) -> "Future[Run]":
        """Queue one run of a snippet; the future's result is a `Run`, whatever happens."""
        return self.pool.submit(self._run, snippet, change)

    def ask(self, program: str) -> str:
        """What a small program prints, run as a snippet is, but before all that is queued; raises `Fault` where it fails."""
        run = self._run(Snippet(Path("snippets/ask/ask.py"), f"# --8<-- [start:ask]\n{program}\n# --8<-- [end:ask]\n"), PLAIN)
        if run.fault:
            raise run.fault
        return run.output["ask"]

    def sweep(
        self, snippet: Snippet, changes: list[Change], enough: Callable[[list[Run]], bool] | None = None
    ) -> "list[Future[Run | None]]":
        """Queue the mistakes of one snippet: it is run once, and forked at each of them, so that what comes before is computed once.

        Each future's result is a `Run`; it raises `Fault` where the program did not get as far as the mistake. Where `enough` is given, it
        is asked between portions, of the runs so far, whether the rest need not be tried; their results are None.
        """
        pairs = [(change, Future()) for change in changes]
        if enough is None:
            portions = [pairs[first :: self.workers] for first in range(min(self.workers, len(pairs)))]
        else:
            portions = [pairs[first : first + PORTION] for first in range(0, len(pairs), PORTION)]

        def try_portion(portion: list[tuple[Change, Future]]) -> None:
            done = [future for _, future in pairs if future.done() and not future.exception()]
            if enough and enough([future.result() for future in done if future.result()]):
                for _, future in portion:
                    future.set_result(None)
            else:
                self._sweep(snippet, portion)

        for portion in portions:
            self.pool.submit(try_portion, portion)
        return [future for _, future in pairs]

    def _sweep(self, snippet: Snippet, pairs: "list[tuple[Change, Future[Run]]]") -> None:
        try:
            with tempfile.TemporaryDirectory(prefix="torchproof-", ignore_cleanup_errors=True) as trunk:
                folders = [Path(trunk, str(number)) for number in range(len(pairs))]
                for folder in (Path(trunk), *folders):
                    self._furnish(folder)
                branches = [(change.mutation, str(folder)) for (change, _), folder in zip(pairs, folders, strict=True)]
                change = pairs[0][0]
                self.server(change).run(self._job(Path(trunk), snippet, change) | {"branches": branches})
                for folder, (change, future) in zip(folders, pairs, strict=True):
                    if (folder / "status").exists():
                        status = int((folder / "status").read_text(encoding="utf-8"))
                        future.set_result(read(folder, snippet, status, self.hang, change.limit))
        except (Fault, OSError) as error:
            print(error, file=sys.stderr)
        finally:
            for change, future in pairs:
                if not future.done():
                    what = f"did not get as far as its mistake {change.mutation}"
                    future.set_exception(Fault(str(snippet.path), what, f"nox -s test_snippets -- {snippet.id}"))

    def _run(self, snippet: Snippet, change: Change) -> Run:
        try:
            with tempfile.TemporaryDirectory(prefix="torchproof-", ignore_cleanup_errors=True) as folder:
                self._furnish(Path(folder))
                status = self.server(change).run(self._job(Path(folder), snippet, change))
                return read(Path(folder), snippet, status, self.hang, change.limit)
        except Fault as fault:
            return Run(fault=fault)
        except OSError as error:
            return Run(fault=Fault(str(snippet.path), f"cannot be run: {error}", f"make room in {tempfile.gettempdir()}"))

    def _furnish(self, folder: Path) -> None:
        """Make the folder `work`, in which a snippet runs, with the data in it."""
        (folder / "work").mkdir(parents=True)
        if (self.root / "data").is_dir():
            (folder / "work" / "data").symlink_to(self.root / "data", target_is_directory=True)

    def _job(self, folder: Path, snippet: Snippet, change: Change) -> dict:
        """What the server is told (`torchproof.run.child.main`)."""
        return {
            "path": str(snippet.path),
            "file": str(snippet.path.resolve()),
            "id": snippet.id,
            "root": str(self.root),
            "source": snippet.source,
            "regions": [(region.name, region.first, region.last) for region in snippet.regions],
            "shift": change.shift,
            "budget": change.budget,
            "judged": change.judged,
            "branches": [],
            "noise": change.noise,
            "stir": change.stir,
            "data": change.data,
            "constant": change.constant,
            "expected": change.expected,
            "limit": change.limit and math.ceil(change.limit),
            "hang": self.hang,
            "folder": str(folder),
            "device": change.device or self.device,
            "memory": None if self.device == "cuda" else self.memory,
        }
