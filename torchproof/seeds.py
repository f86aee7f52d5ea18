"""Conclusions over seeds: each snippet that draws random numbers, rerun with all its seeds shifted."""

import re
from pathlib import Path

from torchproof import mnist, record, variants
from torchproof.runner import Runner
from torchproof.snippet import Snippet, every, select

SHIFTS, ENOUGH = 20, 18


def draws(snippet: Snippet) -> bool:
    """Whether a snippet sets a seed, so that another seed may tell another story."""
    return any(True for _ in variants.seeds(snippet.tree))


def trains(snippet: Snippet) -> bool:
    """Whether a snippet draws random numbers and updates weights by what it drew."""
    return draws(snippet) and bool(re.search(r"\.step\(\)|\.fit\(|-= *lr", snippet.shown))


def count(snippet: Snippet) -> tuple[int, int, str] | None:
    """In how many of how many seeds all claims held, and in which source (its digest), by the record beside a snippet; None without one."""
    path = snippet.path.with_suffix(".seeds")
    found = re.match(r"(\d+) of (\d+) seeds · source (\w+)\n", path.read_text()) if path.exists() else None
    return (int(found[1]), int(found[2]), found[3]) if found else None


def seeds(root: Path, names: list[str], workers: int = 2) -> int:
    """Rerun the named snippets that draw random numbers under 20 shifts of their seeds, and record in how many all claims hold.

    Returns:
        The number of snippets whose claims hold in fewer than 18 of 20 seeds.
    """
    chosen = [snippet for snippet in select(every(root), names, [])[0] if draws(snippet)]
    mnist.ensure(root / "data", chosen)
    poor = 0
    with Runner(root, workers) as runner:
        for snippet, futures in [(s, [runner.submit(s, shift=shift) for shift in range(SHIFTS)]) for s in chosen]:
            faults = {shift: future.result().fault for shift, future in enumerate(futures)}
            if faults[0]:
                poor += 1
                print(f"FAILED with its own seeds, nothing recorded: {faults[0]}", flush=True)
                continue
            failed = {shift: fault for shift, fault in faults.items() if fault}
            held = f"{SHIFTS - len(failed)} of {SHIFTS} seeds"
            lines = [f"{held} · source {snippet.digest}", *(f"seeds + {shift}: {fault.what}" for shift, fault in failed.items())]
            record.replace(snippet.path.with_suffix(".seeds"), "\n".join(lines) + "\n")
            poor += SHIFTS - len(failed) < ENOUGH
            print(f"{held}  {len(snippet.claims)} claims  {snippet.id}", *lines[1:], sep="\n    ", flush=True)
    print(f"{len(chosen)} snippets, {SHIFTS} seeds each, {poor} hold in fewer than {ENOUGH}")
    return poor
