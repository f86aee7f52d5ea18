"""The attack "budgets": half and twice the rate, twice and five times the length. A conclusion holds, or says to which budget it belongs."""

import functools
from collections.abc import Iterator
from pathlib import Path

from torchproof.attack.reasons import Reasons
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run import budget
from torchproof.run.runner import Change

REASONS = Reasons("limits", "page/stem | budget | claim")
FACTORS = {"rate / 2": ("lr", 0.5), "rate * 2": ("lr", 2), "length * 2": ("steps", 2), "length * 5": ("steps", 5)}
SLOWDOWN, SAME_RECORD = 10, False


def applies(snippet: Snippet) -> bool:
    """Whether it claims anything and trains with a rate, or for a length, that it sets."""
    return bool(snippet.claims) and budget.trains(snippet.tree) and bool(trials(snippet))


@functools.cache  # a proof is asked several times how many there are
def trials(snippet: Snippet) -> dict[str, Change]:
    """Each other rate, where the program sets one, and each other length."""
    has = {"lr": any(budget.rates(snippet.tree)), "steps": any(budget.lengths(snippet.tree))}
    return {name: Change(budget=(kind, factor), judged=True) for name, (kind, factor) in FACTORS.items() if has[kind]}


def verdict(snippet: Snippet, fell: dict[str, list[str]]) -> dict:
    """With how many budgets all claims held; which fell with the others."""
    held = sum(not what for what in fell.values())
    return {"held": held, "of": len(fell), "fell": [f"{name} | {claim}" for name, what in fell.items() for claim in what]}


def told(table: dict) -> str:
    """With how many budgets all claims held."""
    return f"{table['held']} of {table['of']} budgets"


def faults(root: Path, snippet: Snippet, table: dict) -> Iterator[Fault]:
    """A claim that falls with another budget and no line says so, or a line on one that does not."""
    names = [f"{snippet.id} | {fell}" for fell in table["fell"]]
    mend = "draw a conclusion that holds, or name the budget in the section"
    yield from REASONS.disagree(root, snippet, names, "falls with another budget:", mend)
