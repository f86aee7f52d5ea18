"""The attack "mistakes": one small mistake at a time is planted in a snippet, and its record or its claims must notice."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from torchproof.attack.reasons import Reasons
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run import variants
from torchproof.run.runner import Change
from torchproof.run.variants import Mutation

REASONS = Reasons("survivors", "page/stem | source line | change")
SAYS, MEND = "nothing notices the mistake", "draw a sharper conclusion"
SLOWDOWN, SAME_RECORD = 1, True


def applies(snippet: Snippet) -> bool:
    """Whether there is any place for a mistake."""
    return bool(trials(snippet))


@functools.cache  # a proof is asked several times how many there are
def named(snippet: Snippet, mistakes: Callable) -> dict[str, Mutation]:
    """Each mistake where it may be planted, by its name: source line and change, `mlp/xor | lr = 0.1 | 0.1 -> 0.2`."""
    found, times = {}, Counter()
    for mutation in mistakes(snippet.tree, snippet.regions[-1].last):
        if mutation.line not in snippet.attacked:
            continue
        name = f"{snippet.id} | {snippet.lines[mutation.line - 1].strip()} | {mutation.before} -> {mutation.after}"
        times[name] += 1
        found[name if times[name] == 1 else f"{name} (number {times[name]})"] = mutation
    return found


def trials(snippet: Snippet) -> dict[str, Change]:
    """Every mistake, by its name."""
    return {name: Change(mutation=mutation.number) for name, mutation in named(snippet, variants.mutations).items()}


def verdict(snippet: Snippet, fell: dict[str, list[str]]) -> dict:
    """How many mistakes were noticed, and the names of the others."""
    survivors = [name for name, what in fell.items() if not what]
    return {"noticed": len(fell) - len(survivors), "of": len(fell), "survivors": survivors}


def told(table: dict) -> str:
    """How many mistakes were noticed."""
    return f"{table['noticed']} of {table['of']} mistakes noticed"


def faults(root: Path, snippet: Snippet, table: dict) -> Iterator[Fault]:
    """A mistake that nothing notices and no line explains, or a line that explains one that is noticed."""
    yield from REASONS.disagree(root, snippet, table["survivors"], SAYS, MEND)
