"""A Python that imports torch once and is forked for each snippet, on a machine of its own kind.

The parent writes a job a line and reads back which one ended with what exit status. The server's environment is its own: settings
of the user (of Python, matplotlib, language, threads) stay out, what says which processor this is comes in. What names one of the
`LARGE` libraries is forked from a second process, which is itself a fork and imports those too.
"""

import contextlib
import gc
import importlib
import json
import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
import warnings
from collections.abc import Iterable
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.run.memory import gather

ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
    "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    "MPLBACKEND": "svg",
    "MATPLOTLIBRC": os.devnull,
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "MALLOC_MMAP_THRESHOLD_": str(2**30),  # memory that a training frees at each step stays at hand: fewer page faults
    "MALLOC_TRIM_THRESHOLD_": str(2**30),
}
SETTINGS = re.compile(r"PYTHON|MPL|MATPLOTLIB|LANG|LC_|TZ$|COLUMNS$|LINES$|OMP_|KMP_|GOMP_|MKL_(NUM|DYNAMIC)|OPENBLAS_NUM|TORCH_|PYTORCH_")
OWN = (
    "torchproof.run.budget",
    "torchproof.run.child",
    "torchproof.run.constants",
    "torchproof.run.figure",
    "torchproof.run.noise",
    "torchproof.run.rehearsal",
    "torchproof.run.stir",
    "torchproof.run.variants",
)
LARGE = ("sklearn", "torchvision")
"""Libraries of so many files that each fork would have as much to copy for them as for all others: what names them is forked from a process of its own."""
FORKS = hasattr(os, "fork")


def environment(machine: dict[str, str]) -> dict[str, str]:
    """The environment of a server: this process's without the user's settings, with what makes it another machine."""
    return {name: value for name, value in os.environ.items() if not SETTINGS.match(name)} | ENVIRONMENT | machine


def meaning(status: int) -> str:
    """What an exit status means, in words."""
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"


class Server:
    """One server process, started at once; torch is imported while the parent goes on.

    Args:
        machine: what its environment says besides the usual.
        preload: the modules that it imports before the first fork.
    """

    def __init__(self, machine: dict[str, str], preload: Iterable[str]) -> None:
        self.environment, self.preload = environment(machine), list(preload)
        self.home = tempfile.TemporaryDirectory(prefix="torchproof-", ignore_cleanup_errors=True)  # no matplotlibrc lies in it
        self.waiting: dict[int, tuple[threading.Event, list[int]]] = {}
        self.lock, self.number, self.process = threading.Lock(), 0, None
        if FORKS:
            self.process = self.start("torchproof.run.server", self.home.name, *self.preload)
            self.listener = threading.Thread(target=self.listen, daemon=True)
            self.listener.start()

    def start(self, *words: str) -> subprocess.Popen:
        """Start a Python of this environment that reads from a pipe."""
        command = [sys.executable, "-P", "-m", *words]
        return subprocess.Popen(command, env=self.environment, cwd=self.home.name, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, job: dict) -> int:
        """Run one job (`torchproof.run.child.main`) to its end; its exit status, negative where a signal ended it.

        Raises:
            Fault: the server itself has died, as where torch cannot be imported.
        """
        if self.process is None:
            process = self.start("torchproof.run.child")
            process.communicate(json.dumps(job).encode())
            return process.returncode
        done, answer = threading.Event(), []
        with self.lock:
            self.number += 1
            self.waiting[self.number] = (done, answer)
            try:
                self.process.stdin.write(f"{json.dumps(job | {'number': self.number})}\n".encode())
                self.process.stdin.flush()
            except (OSError, ValueError):  # it has died, or was closed
                done.set()
        done.wait()
        if not answer:
            mend = f"its error stands above; try: {sys.executable} -c 'import torch'"
            raise Fault("torchproof/run/server.py", f"the process that imports torch died ({meaning(self.process.wait())})", mend)
        return answer[0]

    def listen(self) -> None:
        """Hand each answer to the job that waits for it, and wake all when the server is gone."""
        for line in self.process.stdout:
            number, status = json.loads(line)
            done, answer = self.waiting.pop(number)
            answer.append(status)
            done.set()
        with self.lock:
            for done, _ in self.waiting.values():
                done.set()

    def close(self) -> None:
        """End the server, and every snippet that it still runs."""
        if self.process is not None:
            with self.lock:
                self.process.stdin.close()
            self.process.wait()
            self.listener.join()
            self.process.stdout.close()
        self.home.cleanup()


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
        last.callback(lambda: stop(running, lines))
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
