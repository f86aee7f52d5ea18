"""What every attack on a snippet found, kept beside it (`relu.proof`): a small TOML file that is written by runs only.

It says of which source and of which record it is, and carries a seal: a digest of all that it says, so that what was changed by hand is seen.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

from torchproof.book import record
from torchproof.book.fault import Fault
from torchproof.book.snippet import Snippet
from torchproof.book.text import read_text, replace

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
        tables: name of an attack → what it found: whole numbers, texts, and lists of them.
        seal: the digest that it was written with; empty where it was not read from a file.
    """

    source: str
    record: str
    claims: list[str]
    torch: str
    date: str
    seconds: float
    tables: dict[str, dict]
    seal: str = ""

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
        seal = str(found.pop("seal", ""))
        return cls(*(found.pop(name) for name in FACTS), found, seal)

    def write(self, snippet: Snippet) -> None:
        """Leave it beside its snippet, whole or not at all."""
        text = self.text
        replace(snippet.path.with_suffix(".proof"), f"{HEAD.format(id=snippet.id)}{line('seal', short(text))}{text}")

    @property
    def text(self) -> str:
        """All that it says, as TOML."""
        parts = [line(name, getattr(self, name)) for name in FACTS]
        for name, table in self.tables.items():
            parts += [f"\n[{name}]\n", *(line(key, value) for key, value in table.items())]
        return "".join(parts)

    @property
    def is_sealed(self) -> bool:
        """Whether it says what a run wrote into it."""
        return self.seal == short(self.text)

    def is_of(self, snippet: Snippet) -> bool:
        """Whether it is of a snippet's present program and record; the words of claims may have changed since."""
        return (self.source, self.record) == (snippet.digest, digest(snippet))

    def tried(self, name: str) -> str | None:
        """In which ways an attack was tried, as `ways` says; None where it was not."""
        return self.tables.get(name, {}).get("ways")


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


def short(text: str) -> str:
    """Twelve letters that tell a text from every other."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def ways(trials: Iterable[str]) -> str:
    """Twelve letters that tell the variants of an attack, by their names, from every other set of them."""
    return short("\n".join(trials))


def torch_version() -> str:
    """The version of torch, without what it was built for."""
    return version("torch").partition("+")[0]
