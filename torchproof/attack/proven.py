"""Why a snippet, or the book, is not proven: what its proof must be of, and what no attack may have found."""

from collections.abc import Iterator
from pathlib import Path

from torchproof.attack import applying
from torchproof.book import programs, record
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet, words
from torchproof.evidence.proof import Proof, digest, ways


def faults(root: Path, snippet: Snippet, found: Proof | None) -> Iterator[Fault]:
    """Why a snippet is not proven: no proof, one of another program, record or claim, an attack that was not run, or one that it fell to."""
    path, mend = snippet.path, f"nox -s prove -- {snippet.id}"
    if found is None:
        yield Fault(f"{path}:1", "has no proof", mend)
        return
    if not found.is_sealed:
        yield Fault(f"{path.with_suffix('.proof')}:1", "was changed by hand since a run wrote it", mend)
        return
    if found.source != snippet.digest:
        yield Fault(f"{path}:1", "has changed since it was proven", mend)
        return
    if found.record != digest(snippet):
        yield Fault(f"{record.files(snippet)[0]}:1", "is not the record that was proven (or its figure is not)", mend)
        return
    for claim, before in zip(snippet.claims, found.claims, strict=False):
        if words(claim) != before:
            yield Fault(f"{path}:{claim.lineno}", f"the claim said {before!r} when it was proven, and says {words(claim)!r} now", mend)
            return
    for name, attack in applying(snippet).items():
        if found.tried(name) is None:
            yield Fault(f"{path}:1", f"the attack '{name}' was not tried on it", mend)
        elif found.tried(name) != ways(attack.trials(snippet)):
            yield Fault(f"{path}:1", f"the attack '{name}' was tried in other ways than it has now", mend)
    yield from fallen(root, snippet, found)


def fallen(root: Path, snippet: Snippet, found: Proof) -> Iterator[Fault]:
    """What a snippet fell to, of the attacks that were tried on it in every way."""
    for name, attack in applying(snippet).items():
        if found.tried(name) == ways(attack.trials(snippet)):
            yield from attack.faults(root, snippet, found.tables[name])


def unproven(root: Path) -> Iterator[Fault]:
    """Why the book is not proven."""
    for snippet in programs.every(root):
        shape = programs.faults(snippet)
        yield from shape or faults(root, snippet, Proof.read(snippet))
