"""What holds a snippet in its bounds: no network, no other process, no file outside its folder, nothing of its book, not too much of anything.

It is the second wall. What a snippet may contain at all says `torchproof.book.teaching`.
"""

import faulthandler
import io
import os
import sys
import tempfile
from pathlib import Path

from torchproof.book import equal

OUTPUT_LIMIT = 100_000
NETWORK = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
PROCESSES = {"subprocess.Popen", "os.system", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "pty.spawn"}
CHANGES = {"os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.utime", "shutil.rmtree"}
MOVES = {"os.rename", "os.link", "os.symlink"}  # their second argument is what they make
FILE_LIMIT = 2**26
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
TEMPORARY = os.path.realpath(tempfile.gettempdir())  # other runs lie there


class Refused(Exception):
    """Raised inside a snippet that does what no snippet may do."""


class Capture(io.TextIOBase):
    """Standard output of a snippet, sorted by the region whose top-level line prints it.

    Args:
        region: tells the running region.
        progress: is called with every output.
        expected: region → what it should print; the first line that differs raises `Refused`. None to take what comes.
    """

    def __init__(self, region, progress, expected: dict[str, str] | None) -> None:
        self.region, self.progress, self.expected, self.parts, self.size = region, progress, expected, {}, 0

    def writable(self) -> bool:
        """Always true."""
        return True

    def write(self, text: str) -> int:
        """Keep `text` under the running region; raises `Refused` past the limit of all output."""
        self.progress()
        self.size += len(text)
        if self.size > OUTPUT_LIMIT:
            raise Refused(f"prints more than {OUTPUT_LIMIT} characters")
        region = self.region()
        self.parts.setdefault(region, []).append(text)
        if self.expected is not None and "\n" in text:
            wanted = self.expected.get(region, "").splitlines()
            for number, line in enumerate("".join(self.parts[region]).split("\n")[:-1]):
                if number >= len(wanted) or not equal.same_line(wanted[number], line):
                    raise Refused(f"prints {line!r}, the record says {wanted[number] if number < len(wanted) else '(nothing)'!r}")
        return len(text)


class Guard:
    """An audit hook that refuses the network, other processes, changes outside one folder, and to read records or what other runs left.

    Args:
        root: the folder that holds the book's `snippets/` and `data/`.
        source: the snippet's own file, which libraries read for their messages.

    Attributes:
        home: the folder that may be written.
        refused: what was refused, in order, even where the snippet caught it.
        asleep: whether it lets everything pass, for what this module itself does.
    """

    def __init__(self, root: str, source: str) -> None:
        self.home, self.refused, self.asleep = "", [], True
        self.closed = (os.path.realpath(root), TEMPORARY)
        machinery = str(Path(__file__).parents[1])
        self.open = [os.path.realpath(path) for path in (os.path.join(root, "data"), source, machinery, sys.prefix, sys.base_prefix)]

    def stand(self) -> None:
        """Let nothing be written but in the current folder, from now on."""
        self.home, self.asleep = os.path.realpath(os.getcwd()), False

    def outside(self, path) -> bool:
        """Whether a path leads out of the folder."""
        real = path if isinstance(path, int) else os.path.realpath(os.fsdecode(path))
        return not isinstance(real, int) and real != os.devnull and not lies_in(real, self.home)

    def hidden(self, path) -> bool:
        """Whether a path leads to what a snippet may not even read: its record, its page, its own result, another run."""
        real = os.path.realpath(os.fsdecode(path)) if self.outside(path) else ""
        return any(lies_in(real, folder) for folder in self.closed) and not any(lies_in(real, folder) for folder in self.open)

    def refuse(self, what: str) -> None:
        """Note what was tried, and raise `Refused`."""
        self.refused.append(what)
        raise Refused(what)

    def hook(self, event: str, args: tuple) -> None:
        """What Python calls with each event."""
        if self.asleep:
            return
        if event in NETWORK:
            self.refuse(f"reaches for the network ({event} {args[-1] if event == 'socket.connect' else args[0]!r})")
        elif event in PROCESSES:
            self.refuse(f"starts another process ({event})")
        elif event == "open" and isinstance(args[2], int) and args[2] & WRITES and self.outside(args[0]):
            self.refuse(f"writes outside its folder ({Path(os.fsdecode(args[0])).name})")
        elif event == "open" and self.hidden(args[0]):
            self.refuse(f"reads a file that is not in data/ ({Path(os.fsdecode(args[0])).name})")
        elif event in CHANGES | MOVES:
            for path in args[:1] if event in CHANGES else args[int(event != "os.rename") : 2]:
                if self.outside(path):
                    self.refuse(f"changes files outside its folder ({event} {Path(os.fsdecode(path)).name})")


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it."""
    return path == folder or path.startswith(folder + os.sep)


def limit(memory: int | None) -> None:
    """Make this process a group of its own, without core files, with files of at most 64 MiB, which ends with more than `memory` bytes of data."""
    import resource

    os.setsid()
    os.umask(0o022)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def allow(seconds: int | None) -> None:
    """End this process after `seconds` of processor time."""
    if seconds is not None and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def watch(seconds: float) -> None:
    """End this process, with a trace of where it stands, unless this is called again within `seconds`: a sign of progress."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=2)
