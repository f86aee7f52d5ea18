"""Rerun snippets and rewrite the records that differ, and the line of facts under a chapter's title."""

import datetime
import sys
import time
from importlib.metadata import version
from pathlib import Path

from torchproof import mnist, record
from torchproof.report import moved, report
from torchproof.runner import Runner
from torchproof.snippet import Snippet, every, select

STALE = 60  # seconds; writing a record takes milliseconds


def figures(root: Path, names: list[str], workers: int = 2, write: bool = True) -> int:
    """Run the named snippets (all where none is named), rewrite what differs, and report by page what moved.

    Args:
        root: the folder that holds `snippets/` and `data/`.
        names: pages and snippets, such as `mlp` or `mlp/xor`.
        workers: how many snippets run at a time.
        write: False to report only, as under a torch that is not the pinned one.

    Returns:
        The number of snippets that failed.

    Raises:
        Fault: a name means nothing, MNIST cannot be put in place, or a record cannot be written.
    """
    snippets = every(root)
    chosen, _ = select(snippets, names, [])
    if write:
        clean(root, snippets)
    mnist.ensure(root / "data", chosen)
    failures, changes, seconds = [], [], {}
    with Runner(root, workers) as runner:
        for snippet, future in [(snippet, runner.submit(snippet)) for snippet in chosen]:
            run = future.result()
            seconds[snippet.id] = run.seconds
            if run.fault:
                failures.append((snippet, run.fault))
                print(f"FAILED {run.fault}", file=sys.stderr, flush=True)
                continue
            old, new = record.Record.read(snippet), record.Record.of(run)
            if record.compare(snippet, old, new):
                changes.append((snippet, moved(old, new)))
                if write:
                    record.write(snippet, new)
                    print(f"wrote  {snippet.id}", file=sys.stderr, flush=True)
    pages = {snippet.page for snippet, _ in changes}
    for page in dict.fromkeys(snippet.page for snippet in chosen) if write and not failures else ():
        whole = [snippet for snippet in snippets if snippet.page == page]
        if all(snippet.id in seconds for snippet in whole):
            verified(root, page, len(whole), sum(seconds[snippet.id] for snippet in whole), page in pages)
    print(f"# torch {version('torch')} against the records\n\n{report(changes, failures, len(chosen))}")
    print(f"{sum(seconds.values()):.1f} s of compute", file=sys.stderr)
    return len(failures)


def facts(count: int) -> str:
    """How the line of facts of a chapter with `count` snippets begins."""
    return f"{count} snippet{'s' * (count > 1)} verified · torch {version('torch').partition('+')[0]} on the CPU"


def verified(root: Path, page: str, count: int, seconds: float, changed: bool) -> None:
    """Write the line of facts under a chapter's title, where a record changed, the count or the torch version moved."""
    path = root / "snippets" / page / "verified.md"
    if changed or not path.exists() or not path.read_text().startswith(facts(count)):
        record.replace(path, f"{facts(count)} · {datetime.date.today().isoformat()} · {max(seconds, 0.1):.1f} s of compute\n")


def clean(root: Path, snippets: list[Snippet]) -> None:
    """Remove records whose snippet is gone, and what a run that was killed while it wrote has left."""
    stems = {snippet.path.with_suffix("") for snippet in snippets}
    for pattern in ("*/*.out", "*/*.svg", "*/*.seeds", "*/*.mutants"):
        for path in sorted((root / "snippets").glob(pattern)):
            if path.with_suffix("") not in stems:
                path.unlink()
                print(f"removed {path}: its snippet is gone", file=sys.stderr)
    for part in (root / "snippets").glob("*/*.part"):
        if time.time() - part.stat().st_mtime > STALE:
            part.unlink(missing_ok=True)
