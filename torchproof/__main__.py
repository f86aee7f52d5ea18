"""`python -m torchproof figures [name …]`: rerun snippets and rewrite the records that differ."""

import argparse
import datetime
import sys
from importlib.metadata import version
from pathlib import Path

from torchproof import mnist, record
from torchproof.fault import Fault
from torchproof.runner import Runner
from torchproof.snippet import Snippet, every, select


def figures(root: Path, names: list[str], workers: int) -> int:
    """Run the named snippets (all where none is named) and rewrite what differs; the number of snippets that failed."""
    snippets = every(root)
    chosen, _ = select(snippets, names, [])
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


def verified(root: Path, page: str, count: int, seconds: float, changed: bool) -> None:
    """Write the line of facts under a chapter's title, where a record changed, the count or the torch version moved."""
    path = root / "snippets" / page / "verified.md"
    facts = f"{count} snippets verified · torch {version('torch').partition('+')[0]} on the CPU"
    if changed or not path.exists() or not path.read_text().startswith(facts):
        record.replace(path, f"{facts} · {datetime.date.today().isoformat()} · {max(seconds, 0.1):.1f} s of compute\n")


def stale(root: Path, known: list[Snippet]) -> list[Path]:
    """Records whose snippet is gone."""
    ids = {snippet.path.with_suffix("") for snippet in known}
    return [
        path for pattern in ("*/*.out", "*/*.svg") for path in sorted((root / "snippets").glob(pattern)) if path.with_suffix("") not in ids
    ]


def main() -> int:
    """The command line; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m torchproof", description=__doc__)
    parser.add_argument("command", choices=["figures"])
    parser.add_argument("names", nargs="*", help="pages and snippets, such as mlp or mlp/xor; all where none is given")
    parser.add_argument("--workers", type=int, default=2, help="snippets run at a time (default: 2)")
    given = parser.parse_args()
    root = Path()
    try:
        for path in stale(root, every(root)):
            path.unlink()
            print(f"removed {path.relative_to(root)}: its snippet is gone")
        return 1 if figures(root, given.names, given.workers) else 0
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
