"""The clean process in which one snippet runs: a fork of the server, which has imported this module and torch."""

import ast
import contextlib
import functools
import json
import os
import random
import sys
import tempfile
import time
import traceback
import types
import warnings
from collections.abc import Callable
from pathlib import Path

from torchproof.run.guard import Capture, Guard, Refused, allow, limit, watch


def prepare() -> None:
    """What all runs need, once, before the first fork: how figures look, and a first use of what every program uses.

    What a process writes to in memory that it shares with the one that it was forked from is copied, page by page, in each fork
    again. So what torch and Python make when they are first used is made here.
    """
    import matplotlib
    import torch

    from torchproof.run import figure

    matplotlib.rcParams.update(figure.STYLE)
    compile(ast.parse(Path(__file__).read_text(encoding="utf-8")), "first use", "exec")
    torch.manual_seed(0)
    scatter(torch.zeros)


def enter(folder: str) -> None:
    """Make `folder/work` the current folder; what reaches stdout and stderr past Python goes into files beside it."""
    os.chdir(os.path.join(folder, "work"))
    for descriptor, path in ((0, os.devnull), (1, "../stdout"), (2, "../stderr")):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    tempfile.tempdir = os.getcwd()


def main(job: dict) -> None:
    """Run one snippet and leave `result.json` in its folder; what reached stdout and stderr by other ways lies beside it.

    Args:
        job: `path`, `id` and `source` of the snippet, and its `file` by its whole path; the `root` of its book; its `regions` as (name, first, last); `folder` to leave results in; the `device`,
            "cpu", "cuda" or "rehearsal"; `memory` in bytes or None; `hang`, the seconds without progress after which it is ended;
            `limit`, the seconds of processor time after which it is ended, or None. And what is changed, each or None: `shift` of its
            seeds, its `budget` as a kind and a factor, the seed of last-bit `noise`, of a `stir`, or of other `data`, a typed `constant` as its place and a factor; whether it is `judged` claim by claim; and what it is `expected` to print, by region, where it may end with the first line that
            differs. `branches`, pairs of a mistake's number (in a rehearsal, a misplacement's) and a folder: the program is run up to each
            mistake and forked there, and the fork goes on with the mistake planted; its exit status is left in `status`.
    """
    enter(job["folder"])
    if sys.platform != "win32":
        limit(job["memory"])
    if not job["branches"]:
        allow(job["limit"])
        watch(job["hang"])
    guard = Guard(job["root"], job["file"])
    result = run(job, guard)
    guard.asleep = True
    with open(os.path.join(job["folder"], "result.json"), "w", encoding="utf-8") as file:
        json.dump(result, file)
    sys.stderr.flush()
    os._exit(0)


def audited(save):
    """`torch.save` so that it says which file it opens: it opens files past Python, where no guard sees it."""

    @functools.wraps(save)
    def wrapped(obj: object, f: object, *args: object, **kwargs: object) -> object:
        if isinstance(f, str | os.PathLike):
            sys.audit("open", os.fspath(f), "wb", os.O_WRONLY | os.O_CREAT)
        return save(obj, f, *args, **kwargs)

    return wrapped


def scatter(zeros: Callable[[int], object]) -> list[object]:
    """Let the addresses of what is made next be others in every run.

    Args:
        zeros: `torch.zeros`, which the program may have hidden since.

    Returns:
        Half of some things of all small sizes, to be kept; the room of the others is free, in an order that chance gave.
    """
    sizes = {complex: (1,), bytes: range(15, 480, 16), zeros: (1, 16, 64, 256)}
    made = [make(size) for make in sizes for size in sizes[make] for _ in range(8)]
    random.Random().shuffle(made)
    return made[::2]


class Tree:
    """The branches of a program: where it is forked, once for each mistake. The trunk itself is not watched: a watch does not survive a fork.

    Args:
        tree: the program; a fork plants its mistake in it.
        job: as in `main`; a fork puts its own folder there.
        guard: sleeps while this forks.
    """

    def __init__(self, tree: ast.Module, job: dict, guard: Guard) -> None:
        from torchproof.run import variants

        self.job, self.guard = job, guard
        mistakes = variants.misplacements if job["device"] == "rehearsal" else variants.mutations
        found = mistakes(tree, job["regions"][-1][2]) if job["branches"] else []
        self.left = sorted(((found[number], folder) for number, folder in job["branches"]), key=lambda branch: branch[0].line)
        self.is_trunk = bool(self.left)

    def grow(self, statement: ast.stmt) -> None:
        """Fork for each mistake that lies in a statement, before it runs; the trunk ends when no branch is left."""
        while self.is_trunk and self.left and self.left[0][0].line <= statement.end_lineno:
            mutation, folder = self.left.pop(0)
            self.guard.asleep = True
            process = os.fork()
            if process == 0:
                self.job["folder"], self.is_trunk = folder, False
                enter(folder)
                allow(self.job["limit"])
                watch(self.job["hang"])
                mutation.plant()
                self.guard.stand()
                return
            status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            Path(folder, "status").write_text(str(status), encoding="utf-8")
            self.guard.asleep = False
        if self.is_trunk and not self.left:
            os._exit(0)


def run(job: dict, guard: Guard) -> dict:
    """Execute the snippet in this process and say what it left; see `torchproof.run.runner.Run` for the meaning."""
    import matplotlib.pyplot as plt
    import numpy
    import torch

    from torchproof.run import budget, constants, figure, rehearsal, stir, variants

    def progress() -> None:
        if not tree.is_trunk:
            watch(job["hang"])

    result = {"output": {}, "figure": None, "figure_region": None, "seconds": 0.0, "error": None, "line": None, "idle": False, "false": []}
    program = ast.parse(job["source"])
    if job["shift"] is not None:
        program = variants.shifted(program, job["shift"])
    if job["budget"] is not None:
        program = budget.changed(program, *job["budget"])
    if job["constant"] is not None:
        constants.change(program, job["regions"][-1][2], *job["constant"])
    if job["data"] is not None:
        stir.stir_data(job["data"])
    if job["judged"]:
        variants.judged(program, job["regions"][-1][2])

    def region() -> str:
        frame, line = sys._getframe(1), 0
        while frame is not None:
            if frame.f_code.co_filename == job["path"] and frame.f_code.co_name == "<module>":
                line = frame.f_lineno
            frame = frame.f_back
        return next((name for name, first, last in job["regions"] if first <= line <= last), "")

    def show(*_: object, **__: object) -> None:
        if result["figure"] is not None or len(plt.get_fignums()) != 1:
            raise Refused("plt.show() must find one figure, once in a snippet")
        result["figure"], result["figure_region"] = figure.to_svg(plt.gcf(), job["id"]), region()
        plt.close("all")
        progress()

    threads = int(os.environ["OMP_NUM_THREADS"])
    if threads > 1 and hasattr(os, "sched_setaffinity"):  # they wait for one another all the time, and least where they share a core
        os.sched_setaffinity(0, {random.choice(list(os.sched_getaffinity(0)))})
    torch.set_num_threads(threads)  # makes its threads here, once; else several of them would, at once
    for fresh in (torch.seed if job["device"] == "cuda" else torch.default_generator.seed, numpy.random.seed, random.seed):
        fresh()  # what comes from no seed in sight is another in every run, so no record holds it
    sys.setrecursionlimit(sys.getrecursionlimit() + random.randrange(1, 100))  # nor what hangs on how deep a stack may grow
    zeros = torch.zeros
    kept: list[object] = []  # nor what hangs on an address
    torch.save = audited(torch.save)
    tree = Tree(program, job, guard)
    marks = rehearsal.rehearse() if job["device"] == "rehearsal" else None
    plt.show = show
    capture = sys.stdout = Capture(region, progress, job["expected"])
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    setattr(module, variants.JUDGE, result["false"].append)
    if job["device"] == "cuda" and not torch.cuda.is_available():
        return result | {"error": "there is no accelerator: torch.cuda.is_available() is False"}
    sys.addaudithook(guard.hook)
    guard.stand()
    start = time.process_time()
    try:
        computes = contextlib.nullcontext()
        if job["noise"] is not None:
            from torchproof.run import noise

            if any(word in job["source"] for word in ("Mode", "__torch_dispatch__")):  # one of the program's own is to see every operation
                noise.PASSING.clear()
            computes = noise.Noise(job["noise"])
        elif job["stir"] is not None:
            computes = stir.Stir(job["stir"])
        with warnings.catch_warnings(), computes:
            warnings.simplefilter("error")
            for number in range(len(program.body)):
                tree.grow(program.body[number])
                code = compile(ast.Module([program.body[number]], []), job["path"], "exec", dont_inherit=True, optimize=0)
                kept += scatter(zeros)
                exec(code, module.__dict__)
        if plt.get_fignums():
            raise Refused("draws a figure that it never shows; end it with plt.show()")
    except BaseException as error:  # a snippet may fail in any way, even by SystemExit
        frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
        lines = [line for path, line in frames if path == job["path"]]
        is_claim = isinstance(error, AssertionError) and frames[-1][0] == job["path"] and lines[-1] > job["regions"][-1][2]
        kind = "the claim is false" if is_claim else type(error).__name__
        result["error"], result["line"] = f"{kind}: {error}" if not isinstance(error, Refused) else str(error), lines[-1] if lines else None
    result["seconds"] = time.process_time() - start
    if guard.refused and result["error"] is None:
        result["error"] = guard.refused[0]
    result["output"] = {name: "".join(parts) for name, parts in capture.parts.items()}
    if job["device"] == "cuda":
        result["idle"] = torch.cuda.max_memory_allocated() == 0
    elif marks is not None:
        result["idle"] = not marks.used
    sys.stdout = sys.__stdout__
    return result


if __name__ == "__main__":
    prepare()
    main(json.load(sys.stdin))
