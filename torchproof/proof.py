"""What every attack on a snippet found, kept beside it (`relu.proof`): a small TOML file that is written by runs only.

It says of which source and of which record it is. `python -m torchproof.proof` is the first step of `nox -s docs`, which refuses to
publish what is not proven.
"""

import ast
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from torchproof import record
from torchproof.attack import ATTACKS
from torchproof.fault import Fault
from torchproof.snippet import Snippet, every, read_text

HEAD = "# what runs found; never written by hand: nox -s prove -- {id}\n"
FACTS = {"source": str, "record": str, "claims": list, "torch": str, "date": str, "seconds": float}


@dataclass(frozen=True)
class Proof:
    """What was found out about one snippet.

    Attributes:
        source: the digest of the program, the words of its claims left out.
        record: the digest of what it printed and drew.
        claims: the words of its claims, in order.
        torch: the version under which the record was last run.
        date: the day of that run.
        seconds: processor time of that run.
        tables: name of an attack → what it found: whole numbers, texts, and lists of texts.
    """

    source: str
    record: str
    claims: list[str]
    torch: str
    date: str
    seconds: float
    tables: dict[str, dict]

    @classmethod
    def read(cls, snippet: Snippet) -> "Proof | None":
        """The proof beside a snippet, None where there is none; raises `Fault` where it is not one."""
        path = snippet.path.with_suffix(".proof")
        if not path.exists():
            return None
        mend = f"delete it, then nox -s prove -- {snippet.id}"
        try:
            found = tomllib.loads(read_text(path))
        except tomllib.TOMLDecodeError as error:
            raise Fault(str(path), f"the proof is not TOML: {error}", mend) from error
        except Fault as fault:
            raise Fault(fault.where, f"the proof {fault.what}", mend) from fault
        for name, kind in FACTS.items():
            if not isinstance(found.get(name), kind):
                raise Fault(str(path), f"the proof does not say its {name}", mend)
        return cls(*(found.pop(name) for name in FACTS), found)

    def write(self, snippet: Snippet) -> None:
        """Leave it beside its snippet, whole or not at all."""
        parts = [HEAD.format(id=snippet.id), *(line(name, getattr(self, name)) for name in FACTS)]
        for name, table in self.tables.items():
            parts += [f"\n[{name}]\n", *(line(key, value) for key, value in table.items())]
        record.replace(snippet.path.with_suffix(".proof"), "".join(parts))

    def is_of(self, snippet: Snippet) -> bool:
        """Whether it is of a snippet's present program and record; the words of claims may have changed since."""
        return (self.source, self.record) == (snippet.digest, digest(snippet))


def line(key: str, value: object) -> str:
    """One line of TOML; lists stand one item a line."""
    if isinstance(value, list) and value:
        return f"{key} = [\n{''.join(f'    {json.dumps(item, ensure_ascii=False)},{chr(10)}' for item in value)}]\n"
    return f"{key} = {json.dumps(value, ensure_ascii=False)}\n"


def digest(snippet: Snippet) -> str:
    """Twelve letters that tell its record, as it lies on the disk, from every other."""
    found = hashlib.sha256()
    for path in record.files(snippet):
        found.update(path.read_bytes() if path.exists() else b"")
        found.update(b"\0")
    return found.hexdigest()[:12]


def words(claim: ast.Assert) -> str:
    """The message of a claim, an f-string as it is written."""
    return claim.msg.value if isinstance(claim.msg, ast.Constant) else ast.unparse(claim.msg)


def applying(snippet: Snippet) -> dict[str, ModuleType]:
    """Name → module of the attacks that say something of a snippet."""
    return {name: attack for name, attack in ATTACKS.items() if attack.applies(snippet)}


def faults(root: Path, snippet: Snippet, found: Proof | None) -> Iterator[Fault]:
    """Why a snippet is not proven: no proof, one of another program, record or claim, an attack that was not run, or one that it fell to."""
    path, mend = snippet.path, f"nox -s prove -- {snippet.id}"
    if found is None:
        yield Fault(f"{path}:1", "has no proof", mend)
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
        table = found.tables.get(name)
        if table is None:
            yield Fault(f"{path}:1", f"the attack '{name}' was not tried on it", mend)
        elif table.get("of") != len(attack.trials(snippet)):
            yield Fault(
                f"{path}:1", f"the attack '{name}' was tried in {table.get('of')} ways, there are {len(attack.trials(snippet))}", mend
            )
        else:
            yield from attack.faults(root, snippet, table)


def book(root: Path) -> Iterator[Fault]:
    """Why the book is not proven."""
    for snippet in every(root):
        shape = snippet.faults()
        yield from shape or faults(root, snippet, Proof.read(snippet))


def main() -> int:
    """Say what is not proven; the exit status is 0 where everything is."""
    try:
        found = list(book(Path()))
    except Fault as fault:
        found = [fault]
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"{len(found)} faults: the site is not built from what is not proven", file=sys.stderr)
    return min(1, len(found))


if __name__ == "__main__":
    sys.exit(main())
