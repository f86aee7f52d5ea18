"""A sample is tried again, drawn by the commit. Attacks: the snippets' proofs come in; what a new run finds otherwise goes out. The proofs stay as they are."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from torchproof.attack import attacks
from torchproof.attack.prove import SLOWER, prove
from torchproof.book.fault import Fault
from torchproof.book.programs import every
from torchproof.book.snippet import Snippet
from torchproof.evidence.proof import Proof

SECONDS = 20.0  # of processor time that a sample may well take


def cost(snippet: Snippet, name: str) -> float:
    """About how many seconds of processor time an attack on a snippet takes, by what its proof says of a plain run."""
    attack = attacks()[name]
    return len(attack.trials(snippet)) * (seconds([snippet]) * (SLOWER if attack.SLOWDOWN > 1 else 1) + 0.1)


def drawn(costs: dict[str, float], seed: str) -> Iterator[str]:
    """The names that a text, such as a commit's hash, puts first, until the seconds that they cost are up; at least one. What alone costs more than those is drawn only where it comes first."""
    spent = 0.0
    for name in sorted(costs, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest()):
        if spent and costs[name] > SECONDS:
            continue
        yield name
        spent += costs[name]
        if spent > SECONDS:
            return


def chosen(snippets: list[Snippet], seed: str) -> Iterator[tuple[Snippet, str]]:
    """The pairs of a snippet and an attack that a text draws."""
    pairs = {f"{snippet.id} {name}": (snippet, name) for snippet in snippets for name in Proof.read(snippet).tables if name in attacks()}
    return (pairs[name] for name in drawn({name: cost(*pair) for name, pair in pairs.items()}, seed))


def seconds(snippets: Iterable[Snippet]) -> float:
    """About how many seconds of processor time plain runs take, by what the proofs say."""
    return sum(Proof.read(snippet).seconds for snippet in snippets)


def again(root: Path, seed: str) -> list[Fault]:
    """Attack a sample again, in a copy of the book, and say where a proof does not say what the new run found.

    Raises:
        Fault: as `prove`.
    """
    pairs = list(chosen(every(root), seed))
    with tempfile.TemporaryDirectory(prefix="torchproof-") as folder:
        copy = Path(folder)
        for part in ("snippets", "tests"):
            shutil.copytree(root / part, copy / part)
        if (root / "data").exists():
            (copy / "data").symlink_to((root / "data").resolve(), target_is_directory=True)
        for snippet, name in pairs:
            copied = Snippet.read(copy / snippet.path.relative_to(root))
            proof = Proof.read(copied)
            del proof.tables[name]
            proof.write(copied)
        prove(copy, sorted({snippet.id for snippet, _ in pairs}), sorted({name for _, name in pairs}))
        return [fault for snippet, name in pairs for fault in differs(snippet, name, copy / snippet.path.relative_to(root))]


def differs(snippet: Snippet, name: str, copied: Path) -> Iterator[Fault]:
    """Where two tables of one attack are not equal, whatever torch they are of."""
    found = Proof.read(Snippet.read(copied)).tables.get(name, {})
    for key, before in Proof.read(snippet).tables[name].items():
        if key != "torch" and found.get(key) != before:
            what = f"the attack '{name}' found {key} = {before!r} when it was proven, and finds {found.get(key)!r} now"
            yield Fault(f"{snippet.path}:1", what, f"nox -s prove -- {snippet.id} {name}")
