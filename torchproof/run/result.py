"""What one run of a snippet left, read from its folder: what it printed, what it drew, or why it failed."""

import functools
import json
import platform
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from torchproof.book.fault import Fault
from torchproof.book.record import Record
from torchproof.book.snippet import Snippet
from torchproof.run.server import meaning

OUTPUT_LINES, OUTPUT_COLUMNS = 12, 200
PACKAGES = ("torch", "torchvision", "numpy", "matplotlib", "scikit-learn")
HUNG = re.compile(r"Timeout \(\d+:")  # how faulthandler begins


@dataclass(frozen=True)
class Run:
    """What one run of a snippet left.

    Attributes:
        output: region → what it printed, for the regions that printed.
        figure: the SVG that it drew, if it drew.
        figure_region: the region that drew it.
        seconds: processor time of the snippet itself, in seconds.
        fault: why it failed, if it failed.
        false: the lines of its claims that were false, where each was held for itself.
    """

    output: dict[str, str] = field(default_factory=dict)
    figure: str | None = None
    figure_region: str | None = None
    seconds: float = 0.0
    fault: Fault | None = None
    false: tuple[int, ...] = ()

    @property
    def record(self) -> Record:
        """The record that it leaves."""
        return Record({region: text if text.endswith("\n") else text + "\n" for region, text in self.output.items()}, self.figure)


def read(folder: Path, snippet: Snippet, status: int, hang: float, limit: float | None) -> Run:
    """What the child process left in its folder, or why it failed.

    Args:
        folder: where it ran.
        snippet: what it ran.
        status: how its process ended, negative where a signal ended it.
        hang: after how many seconds without progress it was to be ended.
        limit: after how many seconds of processor time, if at all.
    """

    def failed(what: str, mend: str, line: int | None = None) -> Run:
        return Run(seconds=seconds, false=false, fault=Fault(f"{snippet.path}:{line}" if line else str(snippet.path), what, mend))

    alone = f"run it alone: python {snippet.path}"
    stray = {
        name: (folder / name).read_text(encoding="utf-8", errors="backslashreplace") if (folder / name).exists() else ""
        for name in ("stdout", "stderr")
    }
    seconds, false = 0.0, ()
    if HUNG.match(stray["stderr"]):
        line = re.search(rf'File "{re.escape(str(snippet.path))}", line (\d+)', stray["stderr"])
        hint = f"{alone}; where it waits or loops without end, mend that"
        return failed(f"was ended: for {hang:g} s it printed and drew nothing", hint, int(line[1]) if line else None)
    if limit is not None and status == -signal.SIGXCPU:
        return failed(f"was ended after {limit:.0f} s of processor time", alone)
    if not (folder / "result.json").exists() or not (folder / "result.json").stat().st_size:
        return failed(f"the interpreter died ({meaning(status)}); {stray['stderr'].strip()[-300:]}", alone)
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    seconds, false = result["seconds"], tuple(sorted(set(result["false"])))
    if result["error"] is not None:
        mend = alone if not result["error"].startswith("the claim is false") else f"correct the snippet or the conclusion; {alone}"
        return failed(result["error"], mend, result["line"])
    if stray["stderr"]:
        return failed(f"writes to stderr: {stray['stderr'].strip()[:300]}", "print to stdout, and mend the cause of warnings")
    if stray["stdout"]:
        return failed(f"writes to stdout past Python: {stray['stdout'].strip()[:300]}", "use print")
    if result["idle"] and snippet.uses_device:
        return failed("left the accelerator idle", "move model and data to the device")
    return check(snippet, Run(result["output"], result["figure"], result["figure_region"], seconds, false=false), failed)


def check(snippet: Snippet, run: Run, failed: Callable[..., Run]) -> Run:
    """Hold what was printed against the rules of printing."""
    if not run.output and run.figure is None:
        return failed("prints nothing and draws nothing", "print the result that it proves")
    for region, text in run.output.items():
        where = next((found.first for found in snippet.regions if found.name == region), len(snippet.lines))
        if not region:
            return failed("prints below its last region, where no page shows it", "claims only assert; print inside a region", where)
        if not all(sign.isprintable() or sign == "\n" for sign in text):
            return failed(f"region {region!r} prints a control character", "print plain text", where)
        if version := next((version for version in versions() if re.search(rf"(?<![\d.]){re.escape(version)}(?![\d.])", text)), None):
            return failed(f"region {region!r} prints a version, {version}", "print nothing that another version changes", where)
        if (longest := max(map(len, text.splitlines()), default=0)) > OUTPUT_COLUMNS:
            return failed(
                f"region {region!r} prints a line of {longest} columns, at most {OUTPUT_COLUMNS} are allowed", "print less", where
            )
        if any(line.lstrip().startswith(("```", "~~~")) for line in text.splitlines()):
            return failed(
                f"region {region!r} prints a line that begins as a fence does, which ends its block on the page",
                "print it differently",
                where,
            )
        if text.count("\n") > OUTPUT_LINES:
            return failed(f"region {region!r} prints {text.count(chr(10))} lines, at most {OUTPUT_LINES} are allowed", "print less", where)
    return run


@functools.cache
def versions() -> list[str]:
    """The versions that a snippet must not print: Python's and the packages'."""
    return [platform.python_version(), *map(metadata.version, PACKAGES)]
