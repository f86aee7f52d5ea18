"""The process that imports torch and is forked for each job (`torchproof.run.server` starts it, and says what it is told).

What names one of the `LARGE` libraries is forked from a second process, which is itself a fork of the first and imports those too.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import sys
import traceback
import warnings
from collections.abc import Iterable

from torchproof.run.memory import gather

OWN = (
    "torchproof.run.budget",
    "torchproof.run.child",
    "torchproof.run.constants",
    "torchproof.run.figure",
    "torchproof.run.rehearsal",
    "torchproof.run.stir",
    "torchproof.run.variants",
)
LARGE = ("sklearn", "torchvision")
"""Libraries of so many files that each fork would have as much to copy for them as for all others: what names them is forked from a process of its own."""


def end(process: int) -> None:
    """End a process and all that it started."""
    try:
        os.killpg(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def serve(jobs: int, answers: int, other: tuple[int, int] | None = None) -> None:
    """Fork a child for each job that comes, until no more can come; then end those that still run.

    Args:
        jobs: the descriptor that jobs are read from, a line each.
        answers: the descriptor that `[number, exit status]` is written to, a line each.
        other: the process that serves jobs which name one of `LARGE`, and the descriptor that it reads them from; None where there is none.

    Raises:
        ChildProcessError: the other process has died.
    """
    from torchproof.run import child

    wake, woken = os.pipe()
    for descriptor in (wake, woken):
        os.set_blocking(descriptor, False)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    running: dict[int, dict] = {}
    lines, pending = [], b""
    with selectors.DefaultSelector() as ready, contextlib.ExitStack() as last:
        last.callback(stop, running, lines)
        for descriptor in (jobs, wake):
            ready.register(descriptor, selectors.EVENT_READ)
        while True:
            found = {key.fd for key, _ in ready.select()}
            signals = os.read(wake, 4096) if wake in found else b""
            for process in list(running) if signals else []:
                ended, status = os.waitpid(process, os.WNOHANG)
                if ended:
                    end(process)
                    os.write(answers, f"{json.dumps([running.pop(process)['number'], os.waitstatus_to_exitcode(status)])}\n".encode())
            if signals and other and os.waitpid(other[0], os.WNOHANG)[0]:
                raise ChildProcessError(f"the process that imports {' and '.join(LARGE)} died")
            chunk = os.read(jobs, 2**20) if jobs in found else b""
            *more, pending = (pending + chunk).split(b"\n")
            lines += more
            if (jobs in found and not chunk) or signal.SIGTERM in signals:  # the parent is done, or is no more and cannot clean up
                return
            while lines:
                line = lines.pop(0)
                job = json.loads(line)
                if other and any(name in job["source"] for name in LARGE):
                    os.write(other[1], line + b"\n")
                    continue
                process = os.fork()
                if process == 0:
                    signal.set_wakeup_fd(-1)
                    for number in (signal.SIGCHLD, signal.SIGTERM):
                        signal.signal(number, signal.SIG_DFL)
                    signal.signal(signal.SIGINT, signal.default_int_handler)
                    for descriptor in (jobs, answers, wake, woken, *(other or ())[1:]):
                        os.close(descriptor)
                    try:
                        child.main(job)
                    except BaseException:  # a full disk, a record of memory: said in its stderr
                        traceback.print_exc()
                    os._exit(1)
                running[process] = job


def stop(running: dict[int, dict], lines: list[bytes]) -> None:
    """End the jobs that run, and leave nothing of them, nor of those that wait."""
    for process in running:
        os.kill(process, signal.SIGKILL)
        end(process)
        os.waitpid(process, 0)
    for job in [*running.values(), *map(json.loads, lines)]:
        shutil.rmtree(job["folder"], ignore_errors=True)


def load(modules: Iterable[str]) -> None:
    """Import, without a look for garbage: it would take a quarter of the time."""
    gc.disable()
    for name in modules:
        importlib.import_module(name)


def settle() -> None:
    """Make what stands cheap to fork: a collection in a child need not walk all of torch, and leaves its pages shared."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gather()


def second(modules: list[str], jobs: tuple[int, int], answers: int) -> int:
    """Fork a process that imports more and serves what names one of `LARGE`; its number."""
    process = os.fork()
    if process == 0:
        os.close(jobs[1])
        try:
            load(modules)
            settle()
            serve(jobs[0], answers)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(jobs[0])
    return process


def main() -> None:
    """What the server process does: import, then serve; what it or a snippet prints by other ways cannot reach the parent's pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is stopped by hand, and ends this process
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # until `serve` can clean up
    jobs, answers, null = os.dup(0), os.dup(1), os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)  # threads of libraries, all of them asleep
    home, *preload = sys.argv[1:]
    large = [name for name in preload if name.startswith(LARGE)]
    load([*(name for name in preload if name not in large), *OWN])
    from torchproof.run import child

    child.prepare()
    other = None
    if large:
        ends = os.pipe()
        other = second(large, ends, answers), ends[1]
    settle()
    serve(jobs, answers, other)
    if other:
        os.close(other[1])
        os.waitpid(other[0], 0)
    shutil.rmtree(home, ignore_errors=True)
    os._exit(0)  # nothing is left to finish


if __name__ == "__main__":
    main()
