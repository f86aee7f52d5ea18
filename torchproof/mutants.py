"""Mutation: one small mistake at a time is planted in a snippet, and its record or its claims must notice.

A second kind leaves one tensor on the CPU, and the rehearsal of the GPU run must notice.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from torchproof import mnist, record, variants
from torchproof.fault import Fault
from torchproof.runner import Run, Runner
from torchproof.snippet import Snippet, every, read_text, select

SAMPLE = 300
ALLOWED = Path("tests") / "survivors"
DEVICES = "devices"  # the list of misplacements that make no difference


@dataclass(frozen=True)
class Mutant:
    """One mistake in one snippet: the mutation's number in it, and how it is named in the list of allowed survivors."""

    snippet: Snippet
    number: int
    mutation: variants.Mutation
    name: str


def mutants(snippet: Snippet, devices: bool = False) -> list[Mutant]:
    """Every mutant of a snippet, or every misplacement, named by snippet, source line and change: `mlp/xor | lr = 0.1 | 0.1 -> 0.2`."""
    found, times = [], Counter()
    mistakes = variants.misplacements if devices else variants.mutations
    for number, mutation in enumerate(mistakes(snippet.tree, snippet.regions[-1].last)):
        name = f"{snippet.id} | {snippet.lines[mutation.line - 1].strip()} | {mutation.before} -> {mutation.after}"
        times[name] += 1
        found.append(Mutant(snippet, number, mutation, name if times[name] == 1 else f"{name} (number {times[name]})"))
    return found


def allowed(root: Path, page: str) -> dict[str, str]:
    """Name → reason of each mutant of a page's snippets that may survive: lines `name | reason` of `tests/survivors/<page>.txt`.

    The page "devices" stands for the misplacements of all pages.

    Raises:
        Fault: a line has no reason, speaks of another page, or stands there twice.
    """
    path, found = root / ALLOWED / f"{page}.txt", {}
    for number, line in enumerate(read_text(path).splitlines() if path.exists() else [], 1):
        if line and not line.startswith("#"):
            name, bar, reason = line.rpartition(" | ")
            if (
                not bar
                or name.count(" | ") < 2
                or not reason.strip()
                or not (page == DEVICES or name.startswith(f"{page}/"))
                or name in found
            ):
                raise Fault(
                    f"{path}:{number}",
                    f"is not '{page}/stem | source line | change | reason', or stands there twice",
                    "say once why the change makes no difference",
                )
            found[name] = reason
    return found


def count(snippet: Snippet) -> tuple[int, int, str] | None:
    """How many of how many mistakes were noticed, and in which source (its digest), by the record beside a snippet; None without one."""
    path = snippet.path.with_suffix(".mutants")
    found = re.fullmatch(r"(\d+) of (\d+) mistakes noticed · source (\w+)\n", path.read_text()) if path.exists() else None
    return (int(found[1]), int(found[2]), found[3]) if found else None


def noticed(snippet: Snippet, run: Run) -> bool:
    """Whether a run fails, or differs from the record beside its snippet."""
    return run.fault is not None or bool(record.compare(snippet, record.Record.read(snippet), record.Record.of(run)))


def limits(runner: Runner, snippets: list[Snippet]) -> dict[str, float]:
    """Snippet id → seconds of processor time after which a mutant of it is ended, and so noticed: three times its own, and two.

    Raises:
        Fault: a snippet fails or differs from its record before anything is planted.
    """
    found = {}
    for snippet, future in [(snippet, runner.submit(snippet)) for snippet in snippets]:
        if noticed(snippet, future.result()):
            raise Fault(str(snippet.path), "fails or differs from its record as it is", f"nox -s test_snippets -- {snippet.id}")
        found[snippet.id] = 3 * future.result().seconds + 2
    return found


def mutate(root: Path, names: list[str], workers: int = 2, whole: bool = False, devices: bool = False) -> int:
    """Plant mistakes in the named snippets and name those that nothing notices.

    A sample of 300, drawn with a fixed seed, or all; where all of a snippet's are run, the count is recorded beside it.
    With `devices`, one tensor at a time is left on the CPU, in a rehearsal of the GPU run.

    Returns:
        The number of survivors that are not allowed, plus allowed ones that were noticed after all.

    Raises:
        Fault: a snippet differs from its record before anything is planted; a list of survivors is malformed.
    """
    chosen, _ = select(every(root), names, [])
    mnist.ensure(root / "data", chosen)
    lists = {DEVICES} if devices else {snippet.page for snippet in chosen}
    reasons = {name for page in lists for name in allowed(root, page)}
    crowd = [mutant for snippet in chosen for mutant in mutants(snippet, devices)]
    total, whole = len(crowd), whole or len(crowd) <= SAMPLE
    if not whole:
        crowd = random.Random(0).sample(crowd, SAMPLE)
    left, survived, tried = Counter(mutant.snippet.id for mutant in crowd), set(), Counter()
    with Runner(root, workers, "rehearsal" if devices else "cpu") as runner:
        ends = limits(runner, [snippet for snippet in chosen if left[snippet.id]])
        futures = [(mutant, runner.submit(mutant.snippet, mutation=mutant.number, limit=ends[mutant.snippet.id])) for mutant in crowd]
        for mutant, future in futures:
            snippet = mutant.snippet
            if noticed(snippet, future.result()):
                tried[snippet.id, "noticed"] += 1
            else:
                survived.add(mutant.name)
                if mutant.name not in reasons:
                    print(f"SURVIVED {snippet.path}:{mutant.mutation.line}: {mutant.name}", flush=True)
            tried[snippet.id, "run"] += 1
            if whole and not devices and tried[snippet.id, "run"] == left[snippet.id]:
                text = f"{tried[snippet.id, 'noticed']} of {left[snippet.id]} mistakes noticed · source {snippet.digest}\n"
                record.replace(snippet.path.with_suffix(".mutants"), text)
    ran, known = {mutant.name for mutant in crowd}, {snippet.id for snippet in every(root)} - {snippet.id for snippet in chosen}
    idle = sorted(name for name in reasons - survived if name in ran or (whole and name.partition(" | ")[0] not in known))
    for name in idle:
        print(f"NO LONGER NEEDED in {ALLOWED}: {name}")
    bad, caught = len(survived - reasons), len(crowd) - len(survived)
    print(f"{len(crowd)} of {total} mutants run, {caught} noticed ({100 * caught / max(1, len(crowd)):.1f} %), ", end="")
    print(f"{len(survived) - bad} allowed survivors, {bad} others")
    return bad + len(idle)
