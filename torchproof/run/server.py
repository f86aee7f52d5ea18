"""A Python that imports torch once and is forked for each snippet, on a machine of its own kind.

The parent writes a job a line and reads back which one ended with what exit status. The server's environment is its own: settings
of the user (of Python, matplotlib, language, threads) stay out, what says which processor this is comes in.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from torchproof.book.fault import Fault

ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",  # where they are more, they share cores with others
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
            self.process = self.start("torchproof.run.serve", self.home.name, *self.preload)
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
            raise Fault("torchproof/run/serve.py", f"the process that imports torch died ({meaning(self.process.wait())})", mend)
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
