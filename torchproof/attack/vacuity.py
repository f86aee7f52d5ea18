"""The attack "vacuity": each claim must become false for at least one small mistake in its snippet, else it asserts nothing.

What a library or arithmetic does by itself no mistake in the program can change; such a claim has its reason in `tests/facts/<page>.txt`.
"""

import functools
from collections.abc import Iterator
from pathlib import Path

from torchproof.attack.mistakes import named
from torchproof.attack.reasons import Reasons
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet, words
from torchproof.run import budget, variants
from torchproof.run.result import Run
from torchproof.run.runner import Change
from torchproof.run.variants import Mutation

REASONS = Reasons("facts", "page/stem | claim")
SLOWDOWN, SAME_RECORD = 1, False


def applies(snippet: Snippet) -> bool:
    """Whether it claims anything, and there is any place for a mistake."""
    return bool(snippet.claims) and bool(trials(snippet))


@functools.cache  # a proof is asked several times how many there are
def trials(snippet: Snippet) -> dict[str, Change]:
    """Every mistake, by its name; the last lines first, for what follows them costs least, and in a training first what is not done at all."""
    trains = budget.trains(snippet.tree)

    def turn(mistake: tuple[str, Mutation]) -> tuple[bool, int]:
        return trains and mistake[1].after != "pass", -mistake[1].line

    mistakes = sorted(named(snippet, variants.mutations).items(), key=turn)
    return {name: Change(mutation=mistake.number, judged=True) for name, mistake in mistakes}


def enough(snippet: Snippet, runs: list[Run]) -> bool:
    """Whether every claim has been false in one of these runs."""
    return {line for run in runs for line in run.false} >= {claim.lineno for claim in snippet.claims}


def verdict(snippet: Snippet, fell: dict[str, list[str]]) -> dict:
    """How many claims were false for one mistake; the numbers, from 1, of those that never were."""
    false = {what for told in fell.values() for what in told}
    never = [number for number, claim in enumerate(snippet.claims, 1) if words(claim) not in false]
    return {"could": len(snippet.claims) - len(never), "claims": len(snippet.claims), "of": len(trials(snippet)), "never": never}


def told(table: dict) -> str:
    """How many claims a mistake made false."""
    return f"{table['could']} of {table['claims']} claims fall to a mistake"


def faults(root: Path, snippet: Snippet, table: dict) -> Iterator[Fault]:
    """A claim that no mistake makes false and no line explains, or a line on one that some mistake does."""
    names = [f"{snippet.id} | {words(snippet.claims[number - 1])}" for number in table["never"]]
    says = f"none of {table['of']} mistakes in its program makes false the claim"
    mend = "ask what result would refute it, and claim that"
    yield from REASONS.disagree(root, snippet, names, says, mend)
