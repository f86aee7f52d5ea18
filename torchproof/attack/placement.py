"""The attack "placement": one tensor or module at a time is left on the CPU in a rehearsed GPU run, which must notice, as CUDA would."""

from collections.abc import Iterator
from pathlib import Path

from torchproof.attack.mistakes import MEND, SAYS, named, verdict
from torchproof.attack.mistakes import REASONS as MISTAKES
from torchproof.attack.reasons import Reasons
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.run import variants
from torchproof.run.runner import Change

__all__ = ["SAME_RECORD", "SLOWDOWN", "applies", "faults", "told", "trials", "verdict"]
REASONS = Reasons("misplaced", MISTAKES.form)
SLOWDOWN, SAME_RECORD = 40, True  # in a rehearsal, every operation passes through Python


def applies(snippet: Snippet) -> bool:
    """Whether it moves anything to a device."""
    return snippet.uses_device and bool(trials(snippet))


def trials(snippet: Snippet) -> dict[str, Change]:
    """Every misplacement, by its name."""
    names = named(snippet, variants.misplacements)
    return {name: Change(mutation=mutation.number, device="rehearsal") for name, mutation in names.items()}


def told(table: dict) -> str:
    """How many misplaced tensors were noticed."""
    return f"{table['noticed']} of {table['of']} misplaced tensors noticed"


def faults(root: Path, snippet: Snippet, table: dict) -> Iterator[Fault]:
    """A misplacement that nothing notices and no line explains, or a line that explains one that is noticed."""
    yield from REASONS.disagree(root, snippet, table["survivors"], SAYS, MEND)
