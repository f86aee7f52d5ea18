"""Rerun snippets and rewrite the records that differ, and the line of facts under a chapter's title."""

import datetime
from importlib.metadata import version
from pathlib import Path

from torchproof import mnist, record
from torchproof.runner import Runner
from torchproof.snippet import Snippet, every, select


def figures(root: Path, names: list[str], workers: int = 2) -> int:
    """Run the named snippets (all where none is named) and rewrite what differs; the number of snippets that failed.

    Raises:
        Fault: a name means nothing, or MNIST cannot be put in place.
    """
    snippets = every(root)
    chosen, _ = select(snippets, names, [])
    clean(root, snippets)
    mnist.ensure(root / "data", chosen)
    failed, changed, seconds = 0, set(), {}
    with Runner(root, workers) as runner:
        for snippet, future in [(snippet, runner.submit(snippet)) for snippet in chosen]:
            run = future.result()
            seconds[snippet.id] = run.seconds
            if run.fault:
                failed += 1
                print(f"FAILED {run.fault}", flush=True)
                continue
            new = record.Record.of(run)
            if record.compare(snippet, record.Record.read(snippet), new):
                record.write(snippet, new)
                changed.add(snippet.page)
                print(f"wrote  {snippet.id}", flush=True)
    for page in dict.fromkeys(snippet.page for snippet in chosen):
        whole = [snippet for snippet in snippets if snippet.page == page]
        if failed == 0 and all(snippet.id in seconds for snippet in whole):
            verified(root, page, len(whole), sum(seconds[snippet.id] for snippet in whole), page in changed)
    print(f"{len(chosen)} snippets run, {failed} failed, {sum(seconds.values()):.1f} s of compute")
    return failed


def facts(count: int) -> str:
    """How the line of facts of a chapter with `count` snippets begins."""
    return f"{count} snippet{'s' * (count > 1)} verified · torch {version('torch').partition('+')[0]} on the CPU"


def verified(root: Path, page: str, count: int, seconds: float, changed: bool) -> None:
    """Write the line of facts under a chapter's title, where a record changed, the count or the torch version moved."""
    path = root / "snippets" / page / "verified.md"
    if changed or not path.exists() or not path.read_text().startswith(facts(count)):
        record.replace(path, f"{facts(count)} · {datetime.date.today().isoformat()} · {max(seconds, 0.1):.1f} s of compute\n")


def clean(root: Path, snippets: list[Snippet]) -> None:
    """Remove records whose snippet is gone."""
    stems = {snippet.path.with_suffix("") for snippet in snippets}
    for pattern in ("*/*.out", "*/*.svg", "*/*.seeds"):
        for path in sorted((root / "snippets").glob(pattern)):
            if path.with_suffix("") not in stems:
                path.unlink()
                print(f"removed {path}: its snippet is gone")
