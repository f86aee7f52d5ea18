"""Mutation: one small mistake at a time is planted in a snippet, and its record or its claims must notice."""

import random
from dataclasses import dataclass
from pathlib import Path

from torchproof import mnist, record, variants
from torchproof.fault import Fault
from torchproof.runner import Runner
from torchproof.snippet import Snippet, every, select

SAMPLE, LIMIT = 300, 30.0
ALLOWED = Path("tests/survivors.txt")


@dataclass(frozen=True)
class Mutant:
    """One mistake in one snippet: the mutation's number, and how it is named in the list of allowed survivors."""

    snippet: Snippet
    number: int
    mutation: variants.Mutation

    @property
    def name(self) -> str:
        """Snippet, source line and change: `mlp/xor | lr = 0.1 | 0.1 -> 0.2`."""
        line = self.snippet.lines[self.mutation.line - 1].strip()
        return f"{self.snippet.id} | {line} | {self.mutation.before} -> {self.mutation.after}"


def allowed(path: Path) -> dict[str, str]:
    """Name → reason of each mutant that may survive: lines `name | reason` of a file.

    Raises:
        Fault: a line has no reason.
    """
    found = {}
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
        if line and not line.startswith("#"):
            name, bar, reason = line.rpartition(" | ")
            if not bar or name.count(" | ") < 2 or not reason.strip():
                raise Fault(
                    f"{path}:{number}", "is not 'snippet | source line | change | reason'", "say why the change makes no difference"
                )
            found[name] = reason
    return found


def mutate(root: Path, names: list[str], workers: int = 2, whole: bool = False) -> int:
    """Plant mistakes in the named snippets, a sample drawn with a fixed seed or all, and name those that nothing notices.

    Returns:
        The number of survivors that are not allowed, plus allowed ones that were noticed after all.
    """
    chosen, _ = select(every(root), names, [])
    mnist.ensure(root / "data", chosen)
    reasons = allowed(root / ALLOWED)
    mutants = [
        Mutant(snippet, number, mutation)
        for snippet in chosen
        for number, mutation in enumerate(variants.mutations(snippet.tree, snippet.regions[-1].last))
    ]
    total = len(mutants)
    if not whole and total > SAMPLE:
        mutants = random.Random(0).sample(mutants, SAMPLE)
    noticed, survived = set(), []
    with Runner(root, workers, limit=LIMIT) as runner:
        for mutant, future in [(mutant, runner.submit(mutant.snippet, mutation=mutant.number)) for mutant in mutants]:
            run = future.result()
            old = record.Record.read(mutant.snippet)
            if run.fault or record.compare(mutant.snippet, old, record.Record.of(run)):
                noticed.add(mutant.name)
            else:
                survived.append(mutant)
    bad = [mutant for mutant in survived if mutant.name not in reasons]
    for mutant in bad:
        print(f"SURVIVED {mutant.snippet.path}:{mutant.mutation.line}: {mutant.name}")
    idle = sorted(set(reasons) & noticed - {mutant.name for mutant in survived})
    gone = sorted(set(reasons) - {mutant.name for mutant in mutants}) if whole and not names else []
    for name in idle + gone:
        print(f"NO LONGER NEEDED in {ALLOWED}: {name}")
    score = 100 * (len(mutants) - len(survived)) / max(1, len(mutants))
    print(f"{len(mutants)} of {total} mutants run, {len(mutants) - len(survived)} noticed ({score:.1f} %), ", end="")
    print(f"{len(survived) - len(bad)} allowed survivors, {len(bad)} others")
    return len(bad) + len(idle) + len(gone)
